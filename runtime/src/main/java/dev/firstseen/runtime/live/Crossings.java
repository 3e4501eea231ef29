package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.engine.threshold.Occurrence;
import dev.firstseen.engine.threshold.Threshold;
import dev.firstseen.engine.threshold.Window;
import dev.firstseen.store.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a threshold is crossed, of events that come in any order. What comes in order is folded onto the window at hand.
 * What comes late is put among the others, and the fold goes over all that it can touch: with an event at a time t, only
 * crossings from t to just after t and the lookback can change, and they depend on nothing before t less the lookback.
 */
final class Crossings {
    private static final Comparator<Counted.Entry> ORDER = Comparator.comparingLong(Counted.Entry::time)
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

    /** A crossing that is there now, perhaps with another count, or no longer; what it counted is known of one that is there. */
    record Change(Counted.Entry entry, boolean raised, Crossing crossing) {}

    /** Adds events that count for a key, in order among themselves. */
    List<Change> add(Counted.Key key, List<Counted.Entry> entries) {
        WindowCache.Held held = windows.get(key);
        List<Change> changes = held != null && ORDER.compare(held.last(), entries.getFirst()) < 0
                ? inOrder(key, held.window(), entries)
                : amongOthers(key, entries);
        counted.add(key, entries);
        return changes;
    }

    void forget(Counted.Key key) {
        windows.forget(key);
    }

    private List<Change> inOrder(Counted.Key key, Window before, List<Counted.Entry> entries) {
        List<Change> changes = new ArrayList<>();
        Window window = before;
        for (Counted.Entry entry : entries) {
            var step = fold.step(window, occurrence(key, entry));
            window = step.memory();
            step.reports().forEach(crossing -> changes.add(new Change(entry, true, crossing)));
        }
        windows.put(key, new WindowCache.Held(window, entries.getLast()));
        return changes;
    }

    private List<Change> amongOthers(Counted.Key key, List<Counted.Entry> entries) {
        long first = entries.getFirst().time();
        long last = entries.getLast().time();
        // To the end, since the window at hand afterwards is that of the last of all.
        List<Counted.Entry> there = counted.load(key, earlier(first, reach), Long.MAX_VALUE);
        TreeSet<Counted.Entry> all = new TreeSet<>(ORDER);
        all.addAll(there);
        all.addAll(entries);
        Map<Counted.Entry, Crossing> before = crossings(key, there, null);
        Map<Counted.Entry, Crossing> after = crossings(key, new ArrayList<>(all), key);
        List<Change> changes = new ArrayList<>();
        long end = last > Long.MAX_VALUE - reach ? Long.MAX_VALUE : last + reach;
        for (Counted.Entry entry : all) {
            if (entry.time() < first || entry.time() > end) {
                continue;
            }
            Crossing was = before.get(entry);
            Crossing is = after.get(entry);
            if (is != null && !is.equals(was)) {
                changes.add(new Change(entry, true, is));
            } else if (was != null && is == null) {
                changes.add(new Change(entry, false, was));
            }
        }
        return changes;
    }

    private static long earlier(long time, long by) {
        return time < Long.MIN_VALUE + by ? Long.MIN_VALUE : time - by;
    }

    /** @param holding the key whose window is held from now on; null to hold none */
    private Map<Counted.Entry, Crossing> crossings(
            Counted.Key key, List<Counted.Entry> ordered, Counted.@Nullable Key holding) {
        Map<Counted.Entry, Crossing> found = new HashMap<>();
        Window window = null;
        for (Counted.Entry entry : ordered) {
            var step = fold.step(window, occurrence(key, entry));
            window = step.memory();
            step.reports().forEach(crossing -> found.put(entry, crossing));
        }
        if (holding != null && window != null) {
            windows.put(holding, new WindowCache.Held(window, ordered.getLast()));
        }
        return found;
    }

    private static Occurrence occurrence(Counted.Key key, Counted.Entry entry) {
        DocumentEvent event = new DocumentEvent(
                entry.eventId(), entry.time(), entry.dataset(), key.tenant(), new Document(Value.Members.NONE));
        return new Occurrence(event, key.values(), entry.different(), entry.time());
    }
}
