package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.playbook.Measure;
import java.util.List;

/**
 * What a measure found.
 *
 * @param count how many events
 * @param groups the events by the measure's fields, the most frequent first, of equals the earliest; bounded
 * @param furtherGroups how many groups there are beyond those
 * @param evidence the first events, whole, in order; bounded
 */
public record Measured(Measure measure, long count, List<Group> groups, long furtherGroups, List<Event> evidence) {
    public Measured {
        groups = List.copyOf(groups);
        evidence = List.copyOf(evidence);
    }

    /**
     * Events with the same values.
     *
     * @param values of each of the measure's fields, joined where a field has several; empty where it has none
     * @param first the earliest time, in milliseconds since 1970
     * @param last the latest time
     */
    public record Group(List<List<Value.Scalar>> values, long count, long first, long last) {
        public Group {
            values = values.stream().map(List::copyOf).toList();
        }
    }
}
