package dev.firstseen.investigation.trace;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * When events of one strand happened, each event once however often it is delivered: its time and a few bits of its id
 * are packed into one number. Two different events of the same millisecond are taken for one with a chance of one in
 * four million.
 */
final class Occurrences {
    private static final int ID_BITS = 22;
    private static final int ID_MASK = (1 << ID_BITS) - 1;
    /** 2000-01-01T00:00Z, and 69 years from there on: what lies outside is held at the end. */
    private static final long EPOCH = 946_684_800_000L;

    private static final long LATEST = (1L << (63 - ID_BITS)) - 1;

    private long[] packed = new long[4];
    private int size;

    /** An event as it is told apart here. */
    static long packed(long time, String id) {
        return Math.clamp(time - EPOCH, 0, LATEST) << ID_BITS | (spread(id) & ID_MASK);
    }

    /** Gives each, packed, some perhaps more than once. */
    void each(LongConsumer taker) {
        for (int i = 0; i < size; i++) {
            taker.accept(packed[i]);
        }
    }

    void add(long time, String id) {
        long one = packed(time, id);
        if (size == packed.length) {
            settle();
            if (size > packed.length / 2) {
                packed = Arrays.copyOf(packed, packed.length + packed.length / 2 + 1);
            }
        }
        packed[size++] = one;
    }

    /** In order, each once. */
    private void settle() {
        Arrays.sort(packed, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || packed[kept - 1] != packed[i]) {
                packed[kept++] = packed[i];
            }
        }
        size = kept;
    }

    Times times() {
        settle();
        long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            times[i] = (packed[i] >>> ID_BITS) + EPOCH;
        }
        return Times.of(times);
    }

    private static int spread(String id) {
        int hash = id.hashCode() * 0x9E3779B1;
        return hash ^ (hash >>> 15);
    }
}
