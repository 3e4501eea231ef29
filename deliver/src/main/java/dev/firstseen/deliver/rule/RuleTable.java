package dev.firstseen.deliver.rule;

import dev.firstseen.deliver.text.Visible;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * The rules in a table, by name.
 *
 * @param width of the terminal, in cells
 */
public record RuleTable(int width) {
    private static final int LONGEST_NAME = 300;
    private static final int NARROWEST_NAME = 20;

    public void write(List<Rule> rules, Appendable out) throws IOException {
        row("SEVERITY", "RISK", "TYPE", "NAME", out);
        for (Rule rule : rules.stream().sorted(Comparator.comparing(Rule::name).thenComparing(Rule::id)).toList()) {
            String type = switch (rule.detection()) {
                case Detection.Query query -> "query";
                case Detection.NewTerms terms -> "new_terms";
            };
            row(rule.severity().word(), Integer.toString(rule.riskScore()), type, rule.name(), out);
        }
    }

    private void row(String severity, String risk, String type, String name, Appendable out) throws IOException {
        String shown = Visible.fit(Visible.of(name, LONGEST_NAME), Math.max(NARROWEST_NAME, width - 27)).stripTrailing();
        out.append(Visible.fit(severity, 8)).append("  ").append(Visible.fit(risk, 4)).append("  ")
                .append(Visible.fit(type, 9)).append("  ").append(shown).append('\n');
    }
}
