package dev.firstseen.engine.kql;

import java.util.List;

/**
 * What a field is compared with: one term, or terms joined by words in parentheses. Each term asks whether any of the
 * field's values match, so {@code (1 and 2)} holds for the list of both, and {@code (not 1)} for a field without a 1.
 */
public sealed interface Values {

    /** All must hold. */
    record AllOf(List<Values> members) implements Values {
        public AllOf {
            members = atLeastTwo(members);
        }
    }

    /** One must hold. */
    record AnyOf(List<Values> members) implements Values {
        public AnyOf {
            members = atLeastTwo(members);
        }
    }

    /** It must not hold. */
    record NoneOf(Values values) implements Values {}

    /** A single thing to compare with. */
    sealed interface Term extends Values {
        Span span();
    }

    /** A term that KQL has words for; the others come from filters. */
    sealed interface Written extends Term {}

    /**
     * A text to be met as the field's type compares it.
     *
     * @param quoted whether it stood in quotes; then it is a phrase for an analysed field
     */
    record Literal(String text, boolean quoted, Span span) implements Written {
        public Literal {
            if (!quoted) {
                requireTrimmed(text, text);
            }
        }

        public static Literal quoted(String text) {
            return new Literal(text, true, Span.NONE);
        }

        public static Literal bare(String text) {
            return new Literal(text, false, Span.NONE);
        }
    }

    /** A text with wildcards, other than the bare star. */
    record Pattern(Glob glob, Span span) implements Written {
        public Pattern {
            if (glob.isLiteral() || glob.isAnything()) {
                throw new IllegalArgumentException("a pattern needs a star and something beside it");
            }
            requireTrimmed(glob.pieces().getFirst() + "*", "*" + glob.pieces().getLast());
        }
    }

    /** A pattern of a filter in Elasticsearch's query DSL. */
    record Wildcard(WildcardPattern pattern, Span span) implements Term {}

    /** One value on both sides' right side, as a filter asks it; {@code a > 1 and a < 5} in KQL may be met by two values. */
    record Interval(Side lower, Side upper, Span span) implements Term {}

    /** One side of an interval. */
    record Side(Kql.Bound bound, Literal limit) {}

    /** The bare star: the field has a value. */
    record Anything(Span span) implements Written {}

    private static List<Values> atLeastTwo(List<Values> members) {
        if (members.size() < 2) {
            throw new IllegalArgumentException("a joint of values needs two");
        }
        return List.copyOf(members);
    }

    private static void requireTrimmed(String start, String end) {
        if (start.isEmpty() || Scanner.isSpace(start.charAt(0)) || Scanner.isSpace(end.charAt(end.length() - 1))) {
            throw new IllegalArgumentException("an unquoted value neither is empty nor begins or ends with a space");
        }
    }
}
