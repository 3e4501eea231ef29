package dev.firstseen.engine.kql;

import java.util.Optional;

/**
 * The times that a date in a query asks for.
 *
 * @param bound which side of the date; empty for the date itself
 */
record DateRange(Optional<Kql.Bound> bound, DateExpression date) {

    /** Whether it moves with the clock. */
    boolean moves() {
        return date.anchor().isEmpty();
    }

    /** @param now what {@code now} stands for, in milliseconds since 1970 */
    ValueTest.DateWithin at(long now) {
        long first = date.at(now, false);
        long last = date.at(now, true);
        return bound.map(side -> switch (side) {
                    case LESS -> new ValueTest.DateWithin(Long.MIN_VALUE, first - 1);
                    case AT_MOST -> new ValueTest.DateWithin(Long.MIN_VALUE, last);
                    case GREATER -> new ValueTest.DateWithin(last + 1, Long.MAX_VALUE);
                    case AT_LEAST -> new ValueTest.DateWithin(first, Long.MAX_VALUE);
                })
                .orElseGet(() -> new ValueTest.DateWithin(first, last));
    }
}
