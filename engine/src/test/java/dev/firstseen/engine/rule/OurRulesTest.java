package dev.firstseen.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that we ship. */
class OurRulesTest {
    /** Every field that our rules read; a field misspelt in a rule is not among them. */
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of(
            "event.dataset", FieldType.CONSTANT_KEYWORD,
            "o365.audit.ExtendedProperties.RequestType", FieldType.KEYWORD,
            "o365.audit.Actor.Type", FieldType.KEYWORD,
            "o365.audit.ApplicationId", FieldType.KEYWORD,
            "o365.audit.Target.ID", FieldType.KEYWORD,
            "o365.audit.DeviceProperties.Value", FieldType.KEYWORD,
            "o365.audit.UserId", FieldType.KEYWORD,
            "source.as.number", FieldType.LONG));

    private static List<Rule> rules() throws IOException {
        RuleReader reader = new RuleReader(FIELDS);
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("firstseen.root"), "rules"))) {
            return files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .map(file -> loaded(reader, file))
                    .toList();
        }
    }

    private static Rule loaded(RuleReader reader, Path file) {
        ReadRule read;
        try {
            read = reader.read(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        assertThat(read.problems()).as("%s", file).isEmpty();
        assertThat(read).isInstanceOf(ReadRule.Loaded.class);
        return ((ReadRule.Loaded) read).rule();
    }

    @Test
    void allLoadWithoutAWarning() throws IOException {
        List<Rule> rules = rules();
        assertThat(rules).isNotEmpty();
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            assertThat(ids.add(rule.id()))
                    .as("the id of %s is its own", rule.file())
                    .isTrue();
            assertThat(rule.license()).isEqualTo("Apache-2.0");
            assertThat(rule.note()).contains("### Investigating " + rule.name());
            assertThat(rule.setup()).isNotBlank();
            assertThat(rule.falsePositives()).isNotEmpty();
            assertThat(rule.references()).isNotEmpty();
            assertThat(rule.threat()).isNotEmpty();
        }
    }

    @Test
    void theSeedRuleIsTheOneAskedFor() throws IOException {
        Rule rule = rules().stream()
                .filter(any -> any.name().equals("M365 Identity Device Code Grant with Unusual User and ASN"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.severity()).isEqualTo(Severity.HIGH);
        assertThat(rule.riskScore()).isEqualTo(73);
        assertThat(rule.index()).containsExactly("logs-o365.audit-*");
        assertThat(rule.threat()).extracting(threat -> threat.tactic().id()).containsExactly("TA0001", "TA0005");
        assertThat(rule.threat())
                .flatExtracting(Threat::techniques)
                .flatExtracting(Threat.Technique::subtechniques)
                .extracting(Threat.Entry::id)
                .containsExactly("T1078.004", "T1566.002", "T1550.001");
        Detection.NewTerms detection = (Detection.NewTerms) rule.detection();
        assertThat(detection.historyWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(detection.fields())
                .containsExactly(FieldPath.of("o365.audit.UserId"), FieldPath.of("source.as.number"));
    }
}
