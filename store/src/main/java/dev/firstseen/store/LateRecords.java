package dev.firstseen.store;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** How far the records that match rules have come, and which of them came later than rules can judge exactly. */
public interface LateRecords {

    /**
     * What came late from one source.
     *
     * @param records how many, since there is this database
     * @param behind how much older than the newest of its tenant the oldest of them was, in milliseconds
     * @param last when the last of them was committed, in milliseconds since 1970
     */
    record Late(long records, long behind, long last) {}

    /** The time of the newest record of each of some tenants, in milliseconds since 1970; none for one never met. */
    Map<String, Long> newest(Set<String> tenants);

    /** Moves the time of the newest records on; an earlier one changes nothing. */
    void reached(Map<String, Long> newest);

    /** Forgets tenants of which nothing has come since a time, many but not all at once; gives how many, 0 when none is left. */
    long forgetBefore(long time);

    /** Counts further late records of a source. */
    void add(String source, Late late);

    /** All that came late, by source. */
    SortedMap<String, Late> bySource();
}
