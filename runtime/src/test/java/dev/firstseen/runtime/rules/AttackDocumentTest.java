package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/attack.md out of the rules we ship: which techniques of ATT&CK they name. {@code
 * -Dfirstseen.format=write} writes it anew.
 */
class AttackDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Path DOCUMENT = ROOT.resolve("docs/attack.md");

    /** A technique as a way to a tactic; a technique comes before what is below it. */
    private record Row(Threat.Entry tactic, Threat.Entry technique) {
        static final Comparator<Row> ORDER =
                Comparator.comparing((Row row) -> row.tactic.id()).thenComparing(row -> row.technique.id());
    }

    @Test
    void theDocumentIsWhatTheRulesSay() throws Exception {
        List<Rule> rules = RuleFolder.read(List.of(ROOT.resolve("rules")), MicrosoftFields.INSTANCE)
                .rules();
        assertThat(rules).hasSizeGreaterThanOrEqualTo(25);
        String made = document(rules);
        if ("write".equals(System.getProperty("firstseen.format"))) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(DOCUMENT)
                .as("docs/attack.md; -Dfirstseen.format=write writes it anew")
                .hasContent(made);
    }

    private static String document(List<Rule> rules) {
        TreeMap<Row, Set<Rule>> rows = new TreeMap<>(Row.ORDER);
        for (Rule rule : rules) {
            for (Threat threat : rule.threat()) {
                for (Threat.Technique technique : threat.techniques()) {
                    List<Threat.Entry> named = technique.subtechniques().isEmpty()
                            ? List.of(technique.entry())
                            : technique.subtechniques();
                    named.forEach(
                            entry -> rows.computeIfAbsent(new Row(threat.tactic(), entry), any -> new LinkedHashSet<>())
                                    .add(rule));
                }
            }
        }
        long techniques = rows.keySet().stream()
                .map(row -> row.technique().id())
                .distinct()
                .count();
        long tactics =
                rows.keySet().stream().map(row -> row.tactic().id()).distinct().count();
        StringBuilder text = new StringBuilder("""
                # ATT&CK

                The techniques of MITRE ATT&CK that our rules name, by tactic: %d techniques under %d tactics, in %d rules. A rule
                that names a sub-technique stands there and not at the technique above it. Made from `rules/` by
                `AttackDocumentTest`, which fails where this differs.

                    mvn -pl runtime -am test -Dtest=AttackDocumentTest -Dsurefire.failIfNoSpecifiedTests=false \\
                        -Dfirstseen.format=write

                | tactic | technique | | datasets | rules |
                |---|---|---|---|---|
                """.formatted(techniques, tactics, rules.size()));
        rows.forEach((row, named) -> text.append("| %s %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.tactic().id(),
                        row.tactic().name(),
                        row.technique().id(),
                        row.technique().name(),
                        String.join(", ", datasets(named)),
                        named.stream().map(rule -> "`" + name(rule) + "`").collect(Collectors.joining("<br>")))));
        return text.toString();
    }

    private static String name(Rule rule) {
        return Path.of(rule.file()).getFileName().toString().replaceFirst("\\.toml$", "");
    }

    private static Set<String> datasets(Set<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.index().stream())
                .map(index -> index.replaceFirst("^logs-", "").replaceFirst("-\\*$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
