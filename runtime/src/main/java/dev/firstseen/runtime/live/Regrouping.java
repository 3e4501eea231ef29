package dev.firstseen.runtime.live;

import dev.firstseen.store.Alerts;
import dev.firstseen.store.Alerts.Group;
import dev.firstseen.store.Alerts.Placed;
import dev.firstseen.store.Alerts.State;
import dev.firstseen.store.Alerts.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Suppression of stored alerts, as the engine's fold has it: the first opens a group, what follows soon counts on it. It is
 * applied anew from the first alert of a group that is different to where nothing changes any more, a bounded number of
 * alerts at a time.
 */
final class Regrouping {
    private final Alerts alerts;
    private final Function<String, Optional<Duration>> suppressedFor;
    private final int atOnce;
    private final SequencedMap<Group, Touched> touched = new LinkedHashMap<>();
    private final Set<String> heads = new HashSet<>();
    private final Set<String> moved = new HashSet<>();

    /** Between which times alerts of a group are different. */
    private record Touched(long first, long last) {
        Touched with(Touched other) {
            return new Touched(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /**
     * @param suppressedFor for how long alerts count on the first, by the rule's id; empty where they do not
     * @param atOnce how many alerts are usually looked at at once
     */
    Regrouping(Alerts alerts, Function<String, Optional<Duration>> suppressedFor, int atOnce) {
        this.alerts = alerts;
        this.suppressedFor = suppressedFor;
        this.atOnce = atOnce;
    }

    /** An alert came to its group or left it. */
    void touch(Stored alert) {
        counts(alert.countedOn());
        if (!alert.group().isEmpty()) {
            touched.merge(
                    new Group(alert.rule(), alert.tenant(), alert.group()),
                    new Touched(alert.time(), alert.time()),
                    Touched::with);
        }
    }

    /** An alert that stands has another time now, or the same. */
    void move(Stored from, Stored to) {
        touch(from);
        touch(to);
        if (from.time() != to.time()) {
            moved.add(to.id());
        }
    }

    /** Applies it to the alerts as they are stored; gives those that are shown now and were not, or the other way round. */
    List<Stored> apply() {
        List<Stored> turned = new ArrayList<>();
        touched.forEach((group, times) -> suppressedFor.apply(group.rule()).ifPresent(suppressed -> {
            long duration = suppressed.toMillis();
            Placed open = alerts.lastShown(group, earlier(times.first(), duration), times.first())
                    .orElse(null);
            new Pass(group, times.last(), duration, open).from(times.first(), turned);
        }));
        touched.clear();
        moved.clear();
        return turned;
    }

    /** The ids of those on which more are counted since, or fewer; some of them are perhaps no longer there. */
    Set<String> heads() {
        return heads;
    }

    private void counts(String on) {
        if (!on.isEmpty()) {
            heads.add(on);
        }
    }

    private static long earlier(long time, long by) {
        return time < Long.MIN_VALUE + by ? Long.MIN_VALUE : time - by;
    }

    /** One pass over a group. */
    private final class Pass {
        private final Group group;
        private final long last;
        private final long duration;
        private @Nullable Placed open;

        Pass(Group group, long last, long duration, @Nullable Placed open) {
            this.group = group;
            this.last = last;
            this.duration = duration;
            this.open = open;
        }

        void from(long first, List<Stored> turned) {
            long from = first;
            boolean more = true;
            while (more) {
                List<Placed> page = alerts.ofGroup(group, from, atOnce);
                more = page.size() >= atOnce && page.getLast().time() < Long.MAX_VALUE;
                Map<String, String> countedOn = new HashMap<>();
                Map<String, Placed> turning = new HashMap<>();
                for (Placed each : page) {
                    Placed now = place(each);
                    if (!now.equals(each)) {
                        counts(each.countedOn());
                        counts(now.countedOn());
                    }
                    if (now.state() != each.state()) {
                        turning.put(now.id(), now);
                    } else if (!now.equals(each)) {
                        countedOn.put(now.id(), now.countedOn());
                    } else if (each.time() > last && !hasMoved(open)) {
                        // The same is open as was before, and as long, so all that follows stays as it is.
                        more = false;
                        break;
                    }
                }
                alerts.count(countedOn);
                Map<String, Stored> found = alerts.find(turning.keySet());
                turning.forEach((id, now) -> {
                    Stored was = found.get(id);
                    if (was != null) {
                        turned.add(was.in(now.state(), now.countedOn(), ""));
                    }
                });
                from = more ? page.getLast().time() + 1 : from;
            }
        }

        private boolean hasMoved(@Nullable Placed head) {
            return head != null && moved.contains(head.id());
        }

        private Placed place(Placed each) {
            Placed head = open;
            if (head != null && each.time() - head.time() <= duration) {
                return new Placed(each.id(), each.eventId(), each.time(), State.COUNTED, head.id());
            }
            open = each;
            return new Placed(each.id(), each.eventId(), each.time(), State.SHOWN, "");
        }
    }
}
