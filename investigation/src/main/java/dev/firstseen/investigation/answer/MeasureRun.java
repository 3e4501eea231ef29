package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Measured.Group;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.trace.Strand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One measure, taken around one time. */
final class MeasureRun {

    /** How many groups are told apart in an answer, and how many events are shown for it. */
    static final int MOST_GROUPS = 50;

    static final int MOST_EVIDENCE = 20;

    private static final Comparator<Group> FREQUENT_FIRST = Comparator.comparingLong(Group::count)
            .reversed()
            .thenComparingLong(Group::first)
            .thenComparing(MeasureRun::spelled);
    private static final Comparator<Event> EARLIEST_FIRST =
            Comparator.comparingLong(Event::time).thenComparing(Event::id);

    private final Measure measure;
    private final long from;
    private final long until;

    /** @param alert the time of the alert, in milliseconds since 1970 */
    MeasureRun(Measure measure, long alert) {
        this.measure = measure;
        this.from = alert - measure.before().toMillis();
        this.until = alert + measure.after().toMillis();
    }

    /** @param matching the strands that meet the measure's query */
    Measured take(List<Strand> matching) {
        long count = 0;
        Map<List<List<Value.Scalar>>, Group> groups = new HashMap<>();
        List<Event> evidence = new ArrayList<>();
        for (Strand strand : matching) {
            long inside = strand.times().count(from, until);
            if (inside == 0) {
                continue;
            }
            count += inside;
            List<List<Value.Scalar>> values = measure.groupBy().stream()
                    .map(field -> scalars(strand.like(), field))
                    .toList();
            groups.merge(
                    values,
                    new Group(
                            values,
                            inside,
                            strand.times().first(from, until).orElseThrow(),
                            strand.times().last(from, until).orElseThrow()),
                    MeasureRun::together);
            strand.examples().stream()
                    .filter(event -> event.time() >= from && event.time() < until)
                    .forEach(evidence::add);
        }
        List<Group> ordered = groups.values().stream().sorted(FREQUENT_FIRST).toList();
        return new Measured(
                measure,
                count,
                ordered.stream().limit(MOST_GROUPS).toList(),
                Math.max(0, ordered.size() - MOST_GROUPS),
                evidence.stream().sorted(EARLIEST_FIRST).limit(MOST_EVIDENCE).toList());
    }

    private static Group together(Group one, Group other) {
        return new Group(
                one.values(),
                one.count() + other.count(),
                Math.min(one.first(), other.first()),
                Math.max(one.last(), other.last()));
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
