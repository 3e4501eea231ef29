package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Event;

/** Which time decides what came before what. */
public enum LiveTime {
    /** When the source made the record available: the same on every replay, after an outage and in a backfill. */
    AVAILABLE {
        @Override
        public long of(Event event, long available) {
            return available;
        }
    },
    /** When it happened: for exports that are dropped in at once, with all their history. */
    OCCURRED {
        @Override
        public long of(Event event, long available) {
            return event.time();
        }
    };

    /**
     * The time of an event, in milliseconds since 1970.
     *
     * @param available when its source made it available
     */
    public abstract long of(Event event, long available);
}
