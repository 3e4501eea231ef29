package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.engine.threshold.Occurrence;
import dev.firstseen.engine.threshold.Threshold;
import dev.firstseen.engine.threshold.Window;
import dev.firstseen.store.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Folds a stretch of what counts for a key as it was and as it is, side by side, and tells the crossings that differ. It
 * holds the two windows, whatever the number of events.
 */
final class Refolding {
    private final Threshold fold;
    private final Counted.Key key;
    private final Stretch stretch;
    private final TreeSet<Counted.Entry> coming;
    private final List<Crossings.Change> changes = new ArrayList<>();
    private @Nullable Window was;
    private @Nullable Window is;
    private Counted.@Nullable Entry last;

    Refolding(Threshold fold, Counted.Key key, Stretch stretch) {
        this.fold = fold;
        this.key = key;
        this.stretch = stretch;
        this.coming = new TreeSet<>(stretch.come());
    }

    /** Takes the next event that counted before. */
    void there(Counted.Entry entry) {
        while (!coming.isEmpty() && Crossings.ORDER.compare(coming.getFirst(), entry) < 0) {
            step(coming.removeFirst(), false, true);
        }
        boolean stays = coming.remove(entry) || !stretch.left().contains(entry);
        step(entry, true, stays);
    }

    /** There are no more. */
    void end() {
        coming.forEach(entry -> step(entry, false, true));
        coming.clear();
    }

    private void step(Counted.Entry entry, boolean before, boolean now) {
        Crossing old = null;
        if (before) {
            var step = fold.step(was, occurrence(key, entry));
            was = step.memory();
            old = step.reports().isEmpty() ? null : step.reports().getFirst();
        }
        Crossing current = null;
        if (now) {
            var step = fold.step(is, occurrence(key, entry));
            is = step.memory();
            last = entry;
            current = step.reports().isEmpty() ? null : step.reports().getFirst();
        }
        boolean differs = current == null ? old != null : !current.equals(old);
        // What comes before the first that changes is only there to be counted.
        if (differs && entry.time() >= stretch.first()) {
            changes.add(new Crossings.Change(entry, old != null, Optional.ofNullable(current)));
        }
    }

    List<Crossings.Change> changes() {
        return changes;
    }

    /**
     * The window after the last event; empty where it may lack something.
     *
     * @param next the time of the first that counts after the stretch
     */
    Optional<WindowCache.Held> held(long next) {
        Counted.Entry end = last;
        Window window = is;
        return end == null || window == null || end.time() < stretch.first()
                ? Optional.empty()
                : Optional.of(new WindowCache.Held(window, end, next));
    }

    static Occurrence occurrence(Counted.Key key, Counted.Entry entry) {
        DocumentEvent event = new DocumentEvent(
                entry.eventId(), entry.time(), entry.dataset(), key.tenant(), new Document(Value.Members.NONE));
        return new Occurrence(event, key.values(), entry.different(), entry.time());
    }
}
