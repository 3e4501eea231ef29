package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Event;
import dev.firstseen.store.Ledger.EventKey;
import java.util.Comparator;

/**
 * An event that matches rules.
 *
 * @param rules by their place among all
 * @param record its record, as the archive holds it
 * @param time the time that counts, in milliseconds since 1970
 * @param available when its source made it available
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Matched(Event event, int[] rules, byte[] record, long time, long available) {

    /** The order of folding. */
    static final Comparator<Matched> ORDER = Comparator.comparingLong(Matched::time)
            .thenComparing(matched -> matched.event.id())
            .thenComparing(matched -> matched.event.tenant())
            .thenComparing(matched -> matched.event.dataset());

    /** The same, counting by another time. */
    Matched at(long other) {
        return other == time ? this : new Matched(event, rules, record, other, available);
    }

    EventKey key() {
        return new EventKey(event.tenant(), event.dataset(), event.id());
    }
}
