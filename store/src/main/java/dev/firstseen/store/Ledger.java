package dev.firstseen.store;

import java.util.Collection;
import java.util.Map;

/** Which events that match a rule are known, so that one delivered again is known for what it is. */
public interface Ledger {

    /** What makes an event the same entry. */
    record EventKey(String tenant, String dataset, String id) {}

    /**
     * How an event is known.
     *
     * @param time that counts, in milliseconds since 1970
     * @param memory the number of the newest memory there was when it was written down; those begun since have not taken it
     */
    record Entry(long time, int memory) {}

    /** Those of the events that are known. */
    Map<EventKey, Entry> known(Collection<EventKey> events);

    /** Adds events, or changes known ones. */
    void put(Map<EventKey, Entry> events);

    /** Forgets events before a time, many but not all at once; gives how many, 0 when none is left. */
    long forgetBefore(long time);
}
