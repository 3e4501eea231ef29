package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.identity.Identities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records what subjects did, what was done to them, and who else signed in from their networks, as strands. The order of the
 * events does not matter, nor does one that comes twice. Memory is bounded: of more strands than fit, those that stay are chosen by a hash of
 * their values, so that the choice does not depend on order either, and the events of the others are counted. Not safe
 * for use by several threads; several recorders can be joined.
 */
public final class TraceRecorder {
    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");

    private final List<Subject> subjects;
    private final List<FieldPath> fields;
    private final Map<String, Map<String, List<Integer>>> byName = new HashMap<>();
    private final List<Strands> own = new ArrayList<>();
    private final List<Strands> others = new ArrayList<>();
    private final List<Strands> upon = new ArrayList<>();

    /**
     * @param fields the fields that playbooks ask for, by which events are alike or not
     * @param mostStrands how many strands are kept of one subject
     */
    public TraceRecorder(List<Subject> subjects, Collection<FieldPath> fields, int mostStrands) {
        this.subjects = List.copyOf(subjects);
        this.fields = List.copyOf(fields);
        for (int i = 0; i < this.subjects.size(); i++) {
            Subject subject = this.subjects.get(i);
            Map<String, List<Integer>> ofTenant =
                    byName.computeIfAbsent(subject.identity().tenant(), _ -> new HashMap<>());
            for (String name : subject.identity().names()) {
                ofTenant.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(i);
            }
            own.add(new Strands(mostStrands));
            others.add(new Strands(mostStrands));
            upon.add(new Strands(mostStrands));
        }
    }

    /** Takes an event, of whomever it is. */
    public void record(Event event) {
        Map<String, List<Integer>> ofTenant = byName.get(event.tenant());
        if (ofTenant == null) {
            return;
        }
        Set<String> names = Identities.names(event);
        Set<String> targets = Identities.targets(event);
        long network = number(event);
        List<String> likeness = null;
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            if (event.time() < subject.from() || event.time() >= subject.until()) {
                continue;
            }
            boolean mine = isOf(i, names, ofTenant);
            boolean onMe = !mine && isOf(i, targets, ofTenant);
            boolean near = !mine
                    && !names.isEmpty()
                    && subject.networks().contains(network)
                    && isOfTenant(subject, event)
                    && SignIns.include(event);
            if (likeness == null && (mine || onMe || near)) {
                likeness = likeness(event);
            }
            add(mine, own.get(i), likeness, event);
            add(onMe, upon.get(i), likeness, event);
            add(near, others.get(i), likeness, event);
        }
    }

    private static void add(boolean concerned, Strands strands, @Nullable List<String> likeness, Event event) {
        if (concerned && likeness != null) {
            strands.add(likeness, event);
        }
    }

    private static boolean isOf(int subject, Set<String> names, Map<String, List<Integer>> ofTenant) {
        for (String name : names) {
            if (ofTenant.getOrDefault(name, List.of()).contains(subject)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTenant(Subject subject, Event event) {
        return subject.identity().tenant().equals(event.tenant());
    }

    private static long number(Event event) {
        for (Value value : event.values(AS_NUMBER)) {
            if (value instanceof Value.Whole(long number)) {
                return number;
            }
        }
        return -1;
    }

    /** The event's values of all fields, one after another, with marks between them. */
    private List<String> likeness(Event event) {
        List<String> likeness = new ArrayList<>(2 * fields.size() + 1);
        likeness.add(event.dataset());
        for (int i = 0; i < fields.size(); i++) {
            for (Value value : event.values(fields.get(i))) {
                if (value instanceof Value.Scalar scalar) {
                    likeness.add(i + ":" + Likeness.of(fields.get(i), scalar.text()));
                }
            }
        }
        return likeness;
    }

    /** Takes all that another recorder of the same subjects and fields has. */
    public void join(TraceRecorder other) {
        for (int i = 0; i < subjects.size(); i++) {
            own.get(i).addAll(other.own.get(i));
            others.get(i).addAll(other.others.get(i));
            upon.get(i).addAll(other.upon.get(i));
        }
    }

    /**
     * What was recorded of a subject.
     *
     * @param observed the datasets of which the tenant has any record in what was read
     */
    public Trace trace(Subject subject, Set<String> observed) {
        int i = subjects.indexOf(subject);
        return new Trace(
                own.get(i).all(),
                others.get(i).all(),
                upon.get(i).all(),
                observed,
                own.get(i).leftOut() + others.get(i).leftOut() + upon.get(i).leftOut());
    }
}
