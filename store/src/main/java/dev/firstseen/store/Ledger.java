package dev.firstseen.store;

import java.util.Collection;
import java.util.Map;

/** Which events that match a rule are known, so that one delivered again is known for what it is. */
public interface Ledger {

    /** What makes an event the same entry. */
    record EventKey(String tenant, String dataset, String id) {}

    /** Those of the events that are known, with the time that counts, in milliseconds since 1970. */
    Map<EventKey, Long> known(Collection<EventKey> events);

    /** Adds events, or gives known ones another time. */
    void put(Map<EventKey, Long> events);

    /** Forgets events before a time, many but not all at once; gives how many, 0 when none is left. */
    long forgetBefore(long time);
}
