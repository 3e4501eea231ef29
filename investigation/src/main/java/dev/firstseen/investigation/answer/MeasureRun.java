package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Measured.Group;
import dev.firstseen.investigation.answer.Measured.Span;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.trace.Strand;
import dev.firstseen.investigation.trace.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** One measure, taken around one time. */
final class MeasureRun {

    /** How many groups are told apart in an answer, and how many events are shown for it. */
    static final int MOST_GROUPS = 50;

    static final int MOST_EVIDENCE = 20;

    private static final Comparator<Group> FREQUENT_FIRST = Comparator.comparingLong(Group::count)
            .reversed()
            .thenComparingLong(Group::first)
            .thenComparing(MeasureRun::spelled);

    private final Measure measure;
    private final long from;
    private final long until;

    /** @param alert the time of the alert, in milliseconds since 1970 */
    MeasureRun(Measure measure, long alert) {
        this.measure = measure;
        this.from = alert - measure.before().toMillis();
        this.until = alert + measure.after().toMillis();
    }

    /**
     * All of what was found, as long as it is looked at.
     *
     * @param values of each of the measure's fields, over all events, the most frequent first
     */
    record Taken(Measured measured, List<List<Value.Scalar>> values) {
        Taken {
            values = values.stream().map(List::copyOf).toList();
        }

        /** The values of a field; empty where the measure does not group by it. */
        List<Value.Scalar> values(FieldPath field) {
            int column = measured.measure().groupBy().indexOf(field);
            return column < 0 ? List.of() : values.get(column);
        }
    }

    /** @param matching the strands that meet the measure's query */
    Taken take(List<Strand> matching) {
        Map<List<List<Value.Scalar>>, Group> groups = new HashMap<>();
        List<Event> evidence = new ArrayList<>();
        for (Strand strand : matching) {
            if (strand.times().count(from, until) == 0) {
                continue;
            }
            List<List<Value.Scalar>> values = measure.groupBy().stream()
                    .map(field -> scalars(strand.like(), field))
                    .toList();
            groups.merge(values, group(values, strand.times()), MeasureRun::together);
            strand.examples().stream()
                    .filter(event -> event.time() >= from && event.time() < until)
                    .forEach(evidence::add);
        }
        List<Group> ordered = groups.values().stream().sorted(FREQUENT_FIRST).toList();
        List<List<Value.Scalar>> values = values(ordered);
        Measured measured = new Measured(
                measure,
                ordered.stream().mapToLong(Group::count).sum(),
                ordered.stream().mapToLong(Group::first).min(),
                ordered.stream().mapToLong(Group::last).max(),
                values.stream().map(each -> (long) each.size()).toList(),
                ordered.stream().limit(MOST_GROUPS).toList(),
                Math.max(0, ordered.size() - MOST_GROUPS),
                evidence.stream().sorted(Event.IN_ORDER).limit(MOST_EVIDENCE).toList());
        return new Taken(measured, values);
    }

    private Group group(List<List<Value.Scalar>> values, Times times) {
        long first = times.first(from, until).orElseThrow();
        long last = times.last(from, until).orElseThrow();
        return new Group(values, times.count(from, until), first, last, List.of(new Span(times, first, last + 1)));
    }

    private static Group together(Group one, Group other) {
        List<Span> spans = new ArrayList<>(one.spans());
        spans.addAll(other.spans());
        return new Group(
                one.values(),
                one.count() + other.count(),
                Math.min(one.first(), other.first()),
                Math.max(one.last(), other.last()),
                spans);
    }

    /** The values of each field, each once. */
    private List<List<Value.Scalar>> values(List<Group> ordered) {
        List<List<Value.Scalar>> values = new ArrayList<>();
        for (int i = 0; i < measure.groupBy().size(); i++) {
            SequencedSet<Value.Scalar> all = new LinkedHashSet<>();
            for (Group group : ordered) {
                all.addAll(group.values().get(i));
            }
            values.add(List.copyOf(all));
        }
        return values;
    }

    private static List<Value.Scalar> scalars(Event event, FieldPath field) {
        List<Value.Scalar> scalars = new ArrayList<>();
        for (Value value : event.values(field)) {
            if (value instanceof Value.Scalar scalar && !scalar.text().isBlank() && !scalars.contains(scalar)) {
                scalars.add(scalar);
            }
        }
        return scalars;
    }

    private static String spelled(Group group) {
        StringBuilder spelled = new StringBuilder();
        for (List<Value.Scalar> values : group.values()) {
            values.forEach(value -> spelled.append(value.text()).append('\u0001'));
            spelled.append('\u0000');
        }
        return spelled.toString();
    }
}
