package dev.firstseen.runtime.live;

import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.engine.threshold.Threshold;
import dev.firstseen.engine.threshold.Window;
import dev.firstseen.store.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a threshold is crossed, of events that come in any order. What comes in order is folded onto the window at hand.
 * What comes late is put among the others, and the fold goes over all that it can touch: with an event at a time t, only
 * crossings from t to just after t and the lookback can change, and they depend on nothing before t less the lookback. An
 * event that moves touches as much where it was.
 */
final class Crossings {
    static final Comparator<Counted.Entry> ORDER = Comparator.comparingLong(Counted.Entry::time)
            .thenComparing(Counted.Entry::eventId)
            .thenComparing(Counted.Entry::dataset);

    private final Threshold fold;
    private final long reach;
    private final WindowCache windows;
    private final Counted counted;

    Crossings(Detection.Threshold rule, WindowCache windows, Counted counted) {
        this.fold = new Threshold(rule);
        this.reach = rule.lookback().toMillis() + 1;
        this.windows = windows;
        this.counted = counted;
    }

    /**
     * A crossing that is there now, perhaps with another count, or no longer.
     *
     * @param before whether the threshold had been crossed with the event before
     * @param now as it is now; empty where it is no longer
     */
    record Change(Counted.Entry entry, boolean before, Optional<Crossing> now) {}

    private record Event(String dataset, String id) {
        static Event of(Counted.Entry entry) {
            return new Event(entry.dataset(), entry.eventId());
        }
    }

    /**
     * Adds events that count for a key, in order among themselves.
     *
     * @param left those of them that counted before, as they did
     */
    List<Change> add(Counted.Key key, List<Counted.Entry> left, List<Counted.Entry> entries) {
        WindowCache.Held held = windows.get(key);
        List<Change> changes = left.isEmpty() && held != null && continues(held, entries)
                ? inOrder(key, held, entries)
                : amongOthers(key, left, entries);
        left.forEach(entry -> counted.remove(key, entry.time(), entry.eventId()));
        counted.add(key, entries);
        return changes;
    }

    /** Whether all come after what the window holds, and touch nothing that comes later. */
    private boolean continues(WindowCache.Held held, List<Counted.Entry> entries) {
        return ORDER.compare(held.last(), entries.getFirst()) < 0
                && entries.getLast().time() < Stretch.sum(held.next(), -reach);
    }

    private List<Change> inOrder(Counted.Key key, WindowCache.Held held, List<Counted.Entry> entries) {
        List<Change> changes = new ArrayList<>();
        Window window = held.window();
        for (Counted.Entry entry : entries) {
            var step = fold.step(window, Refolding.occurrence(key, entry));
            window = step.memory();
            step.reports().forEach(crossing -> changes.add(new Change(entry, false, Optional.of(crossing))));
        }
        windows.put(key, new WindowCache.Held(window, entries.getLast(), held.next()));
        return changes;
    }

    private List<Change> amongOthers(Counted.Key key, List<Counted.Entry> left, List<Counted.Entry> entries) {
        List<Change> changes = new ArrayList<>();
        windows.forget(key);
        for (Stretch stretch : Stretch.of(left, entries, reach)) {
            Refolding refolding = new Refolding(fold, key, stretch);
            counted.each(key, stretch.from(), stretch.to(), refolding::there);
            refolding.end();
            changes.addAll(refolding.changes());
            refolding
                    .held(counted.firstAfter(key, stretch.to()).orElse(Long.MAX_VALUE))
                    .ifPresent(held -> windows.put(key, held));
        }
        return left.isEmpty() ? changes : movedOnce(changes);
    }

    /** With an event that moved the threshold may be crossed as before, at another time. */
    private static List<Change> movedOnce(List<Change> changes) {
        Set<Event> crossing = new HashSet<>();
        changes.stream()
                .filter(change -> change.now().isPresent())
                .forEach(change -> crossing.add(Event.of(change.entry())));
        return changes.stream()
                .filter(change -> change.now().isPresent() || !crossing.contains(Event.of(change.entry())))
                .toList();
    }
}
