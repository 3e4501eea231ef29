package dev.firstseen.store;

import dev.firstseen.engine.event.Value;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** What {@code threshold} rules count. */
public interface Counted {

    /** Whose memory: a rule's, of one tenant, of one combination of values, empty for all events together. */
    record Key(int memory, String tenant, List<Value.Scalar> values) {
        public Key {
            values = List.copyOf(values);
        }
    }

    /**
     * An event that counts.
     *
     * @param time the time that counts, in milliseconds since 1970
     * @param different its values of the field whose different values are counted
     */
    record Entry(long time, String dataset, String eventId, List<Value.Scalar> different) {
        public Entry {
            different = List.copyOf(different);
        }
    }

    /** Takes an event that counts; it asks the store for nothing meanwhile. */
    @FunctionalInterface
    interface Taker {
        void take(Entry entry);
    }

    /** What counts for a key from a time to a time, both included, in order of time, then event id. */
    void each(Key key, long from, long to, Taker taker);

    /** The time of the first that counts for a key after a time; empty where there is none. */
    OptionalLong firstAfter(Key key, long time);

    /** Adds events; one that is there, by time and event id, stays as it is. */
    void add(Key key, Collection<Entry> entries);

    void remove(Key key, long time, String eventId);

    long size();

    /** Forgets what counted in a memory before a time, many but not all at once; gives how many, 0 when none is left. */
    long forgetBefore(int memory, long time);
}
