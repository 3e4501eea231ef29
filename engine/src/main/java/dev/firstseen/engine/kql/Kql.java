package dev.firstseen.engine.kql;

import java.util.List;

/**
 * A node of a query's syntax tree. Two trees are equal when they ask the same in the same words; where they were written
 * does not count.
 */
public sealed interface Kql {

    /** Every event matches: the empty query. */
    record Everything() implements Kql {}

    /** All operands match. */
    record And(List<Kql> operands) implements Kql {
        public And {
            operands = atLeastTwo(operands);
        }
    }

    /** At least one operand matches. */
    record Or(List<Kql> operands) implements Kql {
        public Or {
            operands = atLeastTwo(operands);
        }
    }

    /** The operand does not match. */
    record Not(Kql operand) implements Kql {}

    /** A field and what it is compared with; {@code field:*} asks whether it has a value. */
    record Compare(FieldName field, Values values) implements Kql {}

    /** A field on one side of a limit. */
    record Range(FieldName field, Bound bound, Values.Literal limit) implements Kql {}

    /** A query that one and the same object of an array of objects has to match; its field names are relative to it. */
    record Nested(FieldName field, Kql query) implements Kql {
        public Nested {
            if (field.isPattern()) {
                throw new IllegalArgumentException("a nested query needs one field, not a pattern");
            }
        }
    }

    /** Which side of a limit. */
    enum Bound {
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String symbol;

        Bound(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Whether a value is on this side, told by how it compares with the limit. */
        boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    private static List<Kql> atLeastTwo(List<Kql> operands) {
        if (operands.size() < 2) {
            throw new IllegalArgumentException("a joint of queries needs two");
        }
        return List.copyOf(operands);
    }
}
