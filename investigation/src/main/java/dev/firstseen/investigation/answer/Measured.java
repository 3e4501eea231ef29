package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.trace.Times;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a measure found.
 *
 * @param count how many events
 * @param first the earliest time of all, in milliseconds since 1970; empty where there is no event
 * @param last the latest time of all
 * @param distinct how many values each of the measure's fields has, over all events
 * @param groups the events by the measure's fields, the most frequent first, of equals the earliest; bounded
 * @param furtherGroups how many groups there are beyond those
 * @param evidence the first events, whole, in order; bounded
 */
public record Measured(
        Measure measure,
        long count,
        OptionalLong first,
        OptionalLong last,
        List<Long> distinct,
        List<Group> groups,
        long furtherGroups,
        List<Event> evidence) {
    public Measured {
        distinct = List.copyOf(distinct);
        groups = List.copyOf(groups);
        evidence = List.copyOf(evidence);
    }

    /**
     * Events with the same values.
     *
     * @param values of each of the measure's fields, joined where a field has several; empty where it has none
     * @param first the earliest time, in milliseconds since 1970
     * @param last the latest time
     * @param spans in which its events lie, by which those of two measures can be told apart
     */
    public record Group(List<List<Value.Scalar>> values, long count, long first, long last, List<Span> spans) {
        public Group {
            values = values.stream().map(List::copyOf).toList();
            spans = List.copyOf(spans);
        }
    }

    /**
     * Some of the times of a strand.
     *
     * @param from the first millisecond that counts
     * @param until the first that does not
     */
    public record Span(Times times, long from, long until) {}
}
