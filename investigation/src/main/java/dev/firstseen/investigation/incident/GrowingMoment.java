package dev.firstseen.investigation.incident;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.trace.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What several measures found of the same thing: events that two of them found count once. */
final class GrowingMoment {
    private static final int MOST_EVIDENCE = 3;
    /** By the strand's own times, of which one case has one object each. */
    private final IdentityHashMap<Times, List<Measured.Span>> spans = new IdentityHashMap<>();

    private final NavigableSet<Event> evidence = new TreeSet<>(Event.IN_ORDER);
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** @param shown the events shown of the measure, some of which may be the group's */
    void add(Measured.Group group, List<Event> shown) {
        first = Math.min(first, group.first());
        last = Math.max(last, group.last());
        for (Measured.Span span : group.spans()) {
            spans.computeIfAbsent(span.times(), _ -> new ArrayList<>()).add(span);
        }
        shown.stream()
                .filter(event -> event.time() >= group.first() && event.time() <= group.last())
                .limit(MOST_EVIDENCE)
                .forEach(evidence::add);
    }

    Moment moment(Lane lane, String label, String detail) {
        return new Moment(
                first,
                last,
                lane,
                label,
                detail,
                count(),
                false,
                evidence.stream().limit(MOST_EVIDENCE).toList());
    }

    private long count() {
        long count = 0;
        for (List<Measured.Span> ofStrand : spans.values()) {
            ofStrand.sort(Comparator.comparingLong(Measured.Span::from));
            long counted = Long.MIN_VALUE;
            for (Measured.Span span : ofStrand) {
                long from = Math.max(span.from(), counted);
                if (from < span.until()) {
                    count += span.times().count(from, span.until());
                    counted = span.until();
                }
            }
        }
        return count;
    }
}
