package dev.firstseen.flink.rules;

import java.util.OptionalLong;

/** What the fold of a rule needs to know; it travels with what matched, so that no machine has to be told of rules. */
public sealed interface Plan {

    /** Every event is an alert. */
    record Every() implements Plan {}

    /**
     * A term is told when it was not seen in the window before.
     *
     * @param window the length of the history window, in milliseconds
     */
    record NewTerms(long window) implements Plan {}

    /**
     * A key is told when there are enough events of it.
     *
     * @param value how many events there must be
     * @param cardinality how many different values they must bring besides
     * @param lookback the length of the window, in milliseconds
     */
    record Threshold(long value, OptionalLong cardinality, long lookback) implements Plan {}
}
