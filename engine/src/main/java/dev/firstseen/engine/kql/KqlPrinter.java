package dev.firstseen.engine.kql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a tree as the text that parses into an equal tree, in one canonical form on one line. What
 * only filters ask, and KQL has no words for, is written with EQL's {@code like} and {@code like~}, and as {@code range}.
 */
public final class KqlPrinter {

    private KqlPrinter() {}

    public static String print(Kql query) {
        return switch (query) {
            case Kql.Everything() -> "";
            case Kql.And(List<Kql> operands) -> joined(operands, " and ");
            case Kql.Or(List<Kql> operands) -> joined(operands, " or ");
            case Kql.Not(Kql operand) -> "not " + inner(operand);
            case Kql.Compare(FieldName field, Values values) -> field(field) + ":" + value(values, true);
            case Kql.Range(FieldName field, Kql.Bound bound, Values.Literal limit) ->
                field(field) + " " + bound.symbol() + " " + value(limit, true);
            case Kql.Nested(FieldName field, Kql inner) -> field(field) + ":{ " + print(inner) + " }";
        };
    }

    private static String joined(List<Kql> operands, String joint) {
        return operands.stream().map(KqlPrinter::inner).collect(Collectors.joining(joint));
    }

    private static String inner(Kql operand) {
        return switch (operand) {
            case Kql.And _, Kql.Or _ -> "(" + print(operand) + ")";
            case Kql.Everything _ -> "*";
            case Kql.Not _, Kql.Compare _, Kql.Range _, Kql.Nested _ -> print(operand);
        };
    }

    private static String value(Values values, boolean alone) {
        return switch (values) {
            case Values.Literal(String text, boolean quoted, Span _) -> quoted ? quoted(text) : bare(text);
            case Values.Pattern(Glob glob, Span _) -> glob(glob);
            case Values.Wildcard(WildcardPattern pattern, Span _) ->
                (pattern.ignoresCase() ? "like~ " : "like ") + quoted(pattern.written());
            case Values.Interval(Values.Side lower, Values.Side upper, Span _) ->
                "range(" + side(lower) + ", " + side(upper) + ")";
            case Values.Anything _ -> "*";
            case Values.NoneOf(Values inner) -> {
                String text = "not " + value(inner, false);
                yield alone ? "(" + text + ")" : text;
            }
            case Values.AllOf(List<Values> members) -> "(" + joinedValues(members, " and ") + ")";
            case Values.AnyOf(List<Values> members) -> "(" + joinedValues(members, " or ") + ")";
        };
    }

    private static String side(Values.Side side) {
        return side.bound().symbol() + " " + value(side.limit(), true);
    }

    private static String joinedValues(List<Values> members, String joint) {
        return members.stream().map(member -> value(member, false)).collect(Collectors.joining(joint));
    }

    private static String field(FieldName field) {
        Glob name = field.name();
        String text = name.text();
        boolean spaced = Scanner.isSpace(text.charAt(0)) || Scanner.isSpace(text.charAt(text.length() - 1));
        return name.isLiteral() && spaced ? quoted(text) : glob(name);
    }

    private static String glob(Glob glob) {
        return glob.pieces().stream().map(KqlPrinter::bare).collect(Collectors.joining("*"));
    }

    private static String quoted(String text) {
        StringBuilder written = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                written.append('\\').append(character);
            } else {
                append(written, character);
            }
        }
        return written.append('"').toString();
    }

    private static String bare(String text) {
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Scanner.isSpecial(character)) {
                written.append('\\').append(character);
            } else if (beginsKeyword(text, i)) {
                written.append("\\u%04x".formatted((int) character));
            } else {
                append(written, character);
            }
        }
        return written.toString();
    }

    private static void append(StringBuilder written, char character) {
        if (character < ' ' || character == '\u00A0') {
            written.append("\\u%04x".formatted((int) character));
        } else {
            written.append(character);
        }
    }

    /** Whether a word that would join or negate begins here. */
    private static boolean beginsKeyword(String text, int at) {
        if (at > 0 && !Scanner.isSpace(text.charAt(at - 1))) {
            return false;
        }
        return keyword(text, at, "and") || keyword(text, at, "or") || keyword(text, at, "not");
    }

    private static boolean keyword(String text, int at, String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || Scanner.isSpace(text.charAt(end)));
    }
}
