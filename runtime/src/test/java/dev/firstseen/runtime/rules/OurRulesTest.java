package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.engine.rule.Threat;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that we ship. */
class OurRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));

    private static List<Rule> rules() throws IOException {
        RuleReader reader = new RuleReader(MicrosoftFields.INSTANCE);
        try (Stream<Path> files = Files.list(ROOT.resolve("rules"))) {
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
    void theDocumentListsEachWithItsDatasetTypeAndTechniques() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/rules.md"));
        List<String> listed =
                document.lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(listed).hasSameSizeAs(rules());
        for (Rule rule : rules()) {
            String name = rule.file().replaceFirst("\\.toml$", "");
            assertThat(listed)
                    .as("the row of %s in docs/rules.md", name)
                    .filteredOn(row -> row.startsWith("| `" + name + "` |"))
                    .singleElement()
                    .asString()
                    .endsWith("| %s | %s | %s |".formatted(dataset(rule), type(rule.detection()), techniques(rule)));
        }
    }

    private static String dataset(Rule rule) {
        return rule.index().getFirst().replaceFirst("^logs-", "").replaceFirst("-\\*$", "");
    }

    private static String type(Detection detection) {
        return switch (detection) {
            case Detection.Query query -> "query";
            case Detection.NewTerms terms -> "new_terms";
            case Detection.Threshold threshold -> "threshold";
        };
    }

    private static String techniques(Rule rule) {
        return rule.threat().stream()
                .flatMap(threat -> threat.techniques().stream())
                .flatMap(technique -> technique.subtechniques().isEmpty()
                        ? Stream.of(technique.entry())
                        : technique.subtechniques().stream())
                .map(Threat.Entry::id)
                .distinct()
                .collect(Collectors.joining(" "));
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
