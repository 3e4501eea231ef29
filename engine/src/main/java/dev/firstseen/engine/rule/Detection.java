package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Kql;
import java.time.Duration;
import java.util.List;

/** What a rule looks for: one record per rule type. */
public sealed interface Detection {

    /** The filter: which events concern the rule. */
    Kql query();

    /** Type {@code query}: every matching event is an alert. */
    record Query(Kql query) implements Detection {}

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
