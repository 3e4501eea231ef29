package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Kql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a rule looks for: one record per rule type. */
public sealed interface Detection {

    /** The filter: which events concern the rule; the rule's query and its {@code filters} in one. */
    Kql query();

    /** Type {@code query}: every matching event is an alert. */
    record Query(Kql query) implements Detection {}

    /**
     * Type {@code threshold}: many events that agree in some fields, within a window that slides with them.
     *
     * @param fields what they agree in; empty for all events together
     * @param value how many there must be
     * @param cardinality how many different values they must bring besides
     * @param lookback the length of the window, from the rule's {@code from}
     */
    record Threshold(
            Kql query, List<FieldPath> fields, long value, Optional<Cardinality> cardinality, Duration lookback)
            implements Detection {
        public Threshold {
            fields = List.copyOf(fields);
            if (value < 1) {
                throw new IllegalArgumentException("a threshold is at least 1, not " + value);
            }
            if (lookback.toMillis() <= 0) {
                throw new IllegalArgumentException("the lookback must be at least a millisecond");
            }
        }
    }

    /** At least so many different values of a field. */
    record Cardinality(FieldPath field, long value) {
        public Cardinality {
            if (value < 1) {
                throw new IllegalArgumentException("a cardinality is at least 1, not " + value);
            }
        }
    }

    /**
     * Type {@code new_terms}: an event whose combination of field values was not seen in the history window.
     *
     * @param fields one to three fields by Elastic's rules; any number here
     * @param historyWindow the length of the window before an event, from {@code history_window_start}
     */
    record NewTerms(Kql query, List<FieldPath> fields, Duration historyWindow) implements Detection {
        public NewTerms {
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("new_terms needs at least one field");
            }
            if (!historyWindow.isPositive()) {
                throw new IllegalArgumentException("the history window must be longer than nothing");
            }
        }
    }
}
