package dev.firstseen.engine.detection;

import dev.firstseen.engine.event.Event;
import java.util.Comparator;

/** An event with the time that counts. */
record Timed(Event event, long time) {

    /** The order of folding: by time, then event id. Tenant and dataset only keep the order of alerts the same. */
    static final Comparator<Timed> ORDER = Comparator.comparingLong(Timed::time)
            .thenComparing(timed -> timed.event.id())
            .thenComparing(timed -> timed.event.tenant())
            .thenComparing(timed -> timed.event.dataset());

    /** Whether the two are the same event, delivered twice. */
    boolean repeats(Timed other) {
        return ORDER.compare(this, other) == 0;
    }
}
