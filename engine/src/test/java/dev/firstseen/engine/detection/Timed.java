package dev.firstseen.engine.detection;

import dev.firstseen.engine.event.Event;
import java.util.Comparator;
import java.util.List;

/** An event with the time that counts. */
record Timed(Event event, long time) {

    /** The order of folding: by time, then event id. Tenant and dataset only keep the order of alerts the same. */
    static final Comparator<Timed> ORDER = Comparator.comparingLong(Timed::time)
            .thenComparing(timed -> timed.event.id())
            .thenComparing(timed -> timed.event.tenant())
            .thenComparing(timed -> timed.event.dataset());

    /** What makes records the same entry of a log, whenever they say it happened. */
    List<String> identity() {
        return List.of(event.id(), event.tenant(), event.dataset());
    }
}
