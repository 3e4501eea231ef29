package dev.firstseen.deliver.terminal;

import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rules as a table, one on each line, in the order given. */
public final class RuleTable {
    private static final List<String> HEADINGS = List.of("NAME", "TYPE", "SEVERITY", "RISK", "ATT&CK", "FILE");
    private static final int SEVERITY = 2;
    private static final int LEAST = 40;

    private static final int NAME = 0;

    private final int width;
    private final boolean colour;

    /**
     * A table for a terminal.
     *
     * @param width the cells of a line; where even the narrowest columns need more, lines are longer
     * @param colour whether to write colours, as escapes that only a terminal understands
     */
    public RuleTable(int width, boolean colour) {
        this.width = Math.max(LEAST, width);
        this.colour = colour;
    }

    public void write(List<Rule> rules, Appendable out) throws IOException {
        if (rules.isEmpty()) {
            out.append("No rules.\n");
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        rules.forEach(rule -> rows.add(row(rule)));
        int[] widths = Grid.widths(rows, 0, NAME, width);
        out.append(Paint.HEADING.on(joined(Grid.fitted(HEADINGS, widths)), colour))
                .append('\n');
        for (int i = 0; i < rules.size(); i++) {
            List<String> row = Grid.fitted(rows.get(i + 1), widths);
            row.set(SEVERITY, Paint.of(rules.get(i).severity()).on(row.get(SEVERITY), colour));
            out.append(joined(row)).append('\n');
        }
    }

    private static List<String> row(Rule rule) {
        String type = switch (rule.detection()) {
            case Detection.Query query -> "query";
            case Detection.NewTerms newTerms -> "new_terms";
            case Detection.Threshold threshold -> "threshold";
        };
        return List.of(
                Visible.of(rule.name()),
                type,
                rule.severity().word(),
                Integer.toString(rule.riskScore()),
                Visible.of(String.join(" ", Attack.ids(rule))),
                Visible.of(fileName(rule.file())));
    }

    /** Without its folders, which all of them share as a rule. */
    private static String fileName(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private static String joined(List<String> cells) {
        return String.join(" ".repeat(Grid.GAP), cells).stripTrailing();
    }
}
