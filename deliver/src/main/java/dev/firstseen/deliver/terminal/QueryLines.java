package dev.firstseen.deliver.terminal;

import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlPrinter;
import java.util.ArrayList;
import java.util.List;

/** A query over several lines, one condition on each; only a condition too long for a line is broken itself. */
final class QueryLines {
    private static final String DEEPER = "  ";

    private QueryLines() {}

    /** Broken only where it does not fit into so many cells. */
    static List<String> of(Kql query, int cells) {
        String line = KqlPrinter.print(query);
        if (line.isEmpty()) {
            return List.of("(every event)");
        }
        if (Cells.count(line) <= cells) {
            return List.of(line);
        }
        return switch (query) {
            case Kql.And(List<Kql> operands) -> joined(operands, "and ", cells);
            case Kql.Or(List<Kql> operands) -> joined(operands, "or ", cells);
            case Kql.Not(Kql operand) -> prefixed("not ", operand(operand, cells - 4));
            case Kql.Everything all -> List.of(line);
            case Kql.Compare compare -> Wrapped.lines(line, cells);
            case Kql.Range range -> Wrapped.lines(line, cells);
            case Kql.Nested nested -> Wrapped.lines(line, cells);
        };
    }

    private static List<String> joined(List<Kql> operands, String joint, int cells) {
        List<String> lines = new ArrayList<>();
        for (Kql operand : operands) {
            lines.addAll(prefixed(lines.isEmpty() ? "" : joint, operand(operand, cells - joint.length())));
        }
        return lines;
    }

    private static List<String> operand(Kql operand, int cells) {
        return switch (operand) {
            case Kql.And and -> bracketed(and, cells);
            case Kql.Or or -> bracketed(or, cells);
            case Kql.Everything all -> of(all, cells);
            case Kql.Not not -> of(not, cells);
            case Kql.Compare compare -> of(compare, cells);
            case Kql.Range range -> of(range, cells);
            case Kql.Nested nested -> of(nested, cells);
        };
    }

    private static List<String> bracketed(Kql operand, int cells) {
        List<String> inner = of(operand, cells - 2);
        if (inner.size() == 1) {
            return List.of("(" + inner.getFirst() + ")");
        }
        List<String> lines = new ArrayList<>(List.of("("));
        inner.forEach(line -> lines.add(DEEPER + line));
        lines.add(")");
        return lines;
    }

    private static List<String> prefixed(String prefix, List<String> lines) {
        List<String> prefixed = new ArrayList<>(lines);
        prefixed.set(0, prefix + lines.getFirst());
        return prefixed;
    }
}
