package dev.firstseen.store;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The records that were read, compressed in blocks, found again by who acted and when. For investigations, to fill a new
 * memory, and to look at again.
 */
public interface Archive {

    /**
     * One record.
     *
     * @param by who acted; empty where nobody is known. Records by one that are added together lie together
     * @param json the record, on one line, without its end
     * @param available when the source made it available, in milliseconds since 1970
     * @param time the event's own time
     * @param keys by which it is found: names of who acted, and the like
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Entry(String tenant, String dataset, String by, byte[] json, long available, long time, Set<String> keys) {
        public Entry {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * Records that were found together, of one tenant and dataset.
     *
     * @param lines the records, a line each
     * @param available of each record
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Found(String tenant, String dataset, byte[] lines, long[] available) {}

    /**
     * A part of the archive, by where it ended when: see {@link #end}.
     *
     * @param after what lay there when it ended here is left out, unless it was moved since
     * @param upTo what came when it had ended here is left out, and what was moved since
     */
    record Part(long after, long upTo) {
        public static final Part WHOLE = new Part(0, Long.MAX_VALUE);
    }

    /** Takes what is found; false when it has enough. */
    @FunctionalInterface
    interface Reader {
        boolean take(Found found);
    }

    void add(List<Entry> entries);

    /**
     * Where the archive ends, at least 0. What is added later comes after it. What lies before it may be moved behind it, as
     * it lies and before what was added to its log later.
     */
    long end();

    /**
     * Reads the records of a tenant that have one of some keys and a time of their own in a stretch, its ends included; now
     * and then another, whose key is like one of them.
     */
    default void read(String tenant, Collection<String> keys, long from, long to, Reader reader) {
        read(tenant, keys, from, to, Part.WHOLE, reader);
    }

    /** Reads the same of a part of the archive. */
    void read(String tenant, Collection<String> keys, long from, long to, Part part, Reader reader);

    /** Gives the own times of the records that reading the whole would give, in no order, for much less. */
    void times(String tenant, Collection<String> keys, long from, long to, LongConsumer taker);

    /**
     * Reads at least every record that was available in a stretch, those of one tenant and dataset in the order in which
     * they were added; of those added together, those by one.
     */
    void readAll(long from, long to, Reader reader);

    /** A time of a record. */
    enum By {
        /** When the source made it available. */
        AVAILABLE,
        /** The event's own. */
        TIME
    }

    /** Reads at least every record of a log, a tenant's dataset, that has a time in a stretch, in the order in which they were added. */
    void readLog(String tenant, String dataset, By by, long from, long to, Reader reader);

    /**
     * How much is kept.
     *
     * @param bytes as kept, compressed
     * @param oldest when the oldest record was available, in milliseconds since 1970; 0 where there is none
     */
    record Size(long records, long bytes, long oldest) {}

    Size size();

    /**
     * Before which time all must be let go of, so that what is left takes at most so many bytes, as kept; empty where nothing
     * must.
     */
    OptionalLong fitting(long bytes);

    /**
     * Lets go of the oldest blocks whose records were all available before a time, some at once; gives how many records,
     * 0 when none is left. They are written down as {@link Losses}.
     */
    long forgetBefore(long available);
}
