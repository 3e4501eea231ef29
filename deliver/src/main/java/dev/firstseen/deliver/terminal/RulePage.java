package dev.firstseen.deliver.terminal;

import dev.firstseen.engine.rule.Rule;
import java.io.IOException;
import java.util.List;

/** All that a rule says of itself, for one who reads it. */
public final class RulePage {
    private static final int LEAST = 40;
    private static final String INDENT = "  ";
    private static final int LABEL = 10;

    private final int width;
    private final boolean colour;

    /**
     * A page for a terminal.
     *
     * @param width the cells of a line; fewer than 40 count as 40
     * @param colour whether to write colours, as escapes that only a terminal understands
     */
    public RulePage(int width, boolean colour) {
        this.width = Math.max(LEAST, width);
        this.colour = colour;
    }

    public void write(Rule rule, Appendable out) throws IOException {
        for (String line : Wrapped.lines(Visible.of(rule.name()), width)) {
            out.append(Paint.HEADING.on(line, colour)).append('\n');
        }
        out.append('\n');
        facts(rule, out);
        section(
                "Query",
                QueryLines.of(rule.detection().query(), inside()).stream()
                        .map(Visible::of)
                        .toList(),
                out);
        section("Description", text(rule.description()), out);
        section("ATT&CK", Attack.lines(rule), out);
        section("False positives", list(rule.falsePositives()), out);
        section("Guide", text(rule.note()), out);
        section("Setup", text(rule.setup()), out);
        section("References", list(rule.references()), out);
        section("Tags", wrapped(String.join(", ", rule.tags())), out);
    }

    private void facts(Rule rule, Appendable out) throws IOException {
        fact("Id", rule.id(), out);
        fact("File", rule.file(), out);
        String severity = Paint.of(rule.severity()).on(rule.severity().word(), colour);
        out.append(label("Severity")).append(severity).append(", risk " + rule.riskScore() + " of 100\n");
        for (RuleFact fact : RuleFact.of(rule)) {
            fact(fact.label(), fact.value(), out);
        }
    }

    private void fact(String label, String value, Appendable out) throws IOException {
        String begin = label(label);
        for (String line : Wrapped.lines(Visible.of(value), width - INDENT.length() - LABEL)) {
            out.append(begin).append(line).append('\n');
            begin = INDENT + " ".repeat(LABEL);
        }
    }

    private String label(String label) {
        return INDENT + Paint.FAINT.on(label, colour) + " ".repeat(LABEL - label.length());
    }

    private void section(String heading, List<String> lines, Appendable out) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        out.append('\n').append(Paint.HEADING.on(heading, colour)).append('\n');
        for (String line : lines) {
            out.append(line.isEmpty() ? "" : INDENT + line).append('\n');
        }
    }

    private List<String> text(String markdown) {
        return Markdown.lines(markdown, inside(), colour);
    }

    private List<String> list(List<String> items) {
        return items.stream()
                .flatMap(item -> text("- " + item.strip().replaceAll("\\s+", " ")).stream())
                .toList();
    }

    private List<String> wrapped(String text) {
        return Wrapped.lines(Visible.of(text), inside());
    }

    private int inside() {
        return width - INDENT.length();
    }
}
