package dev.firstseen.store;

import java.util.Collection;
import java.util.List;

/** Accounts of which something is known that their investigations do not know yet. */
public interface Waiting {

    /**
     * An account that waits.
     *
     * @param name one of its names
     * @param urgent whether an alert about it is different
     * @param times how often it was added since it waits
     */
    record Entry(String tenant, String name, boolean urgent, long times) {}

    /** An account waits, by one of its names. */
    void add(String tenant, String name, boolean urgent);

    List<Entry> all();

    /** Those that wait under some names. */
    List<Entry> among(String tenant, Collection<String> names);

    /** Takes out those that were not added again since they were read. */
    void remove(Collection<Entry> entries);
}
