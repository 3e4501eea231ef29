package dev.firstseen.investigation.trace;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * When events of one strand happened, each event once however often it is delivered: its time and a few bits of its id
 * are packed into one number. Two different events of the same millisecond are taken for one with a chance of one in
 * four million. Of more than {@value #MOST} those with the smallest hashes stay, half of them, a quarter and so on: which
 * ones depends neither on order nor on repetition, and how many there were can be told from the part that stayed.
 */
final class Occurrences {
    private static final int ID_BITS = 22;
    private static final int ID_MASK = (1 << ID_BITS) - 1;
    /** 2000-01-01T00:00Z, and 69 years from there on: what lies outside is held at the end. */
    private static final long EPOCH = 946_684_800_000L;

    private static final long LATEST = (1L << (63 - ID_BITS)) - 1;

    static final int MOST = 1 << 15;

    private final HashKey key;
    private long[] packed = new long[4];
    private int size;
    /** How often those that stay were halved. */
    private int halvings;

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** @param key by which events are hashed, the same as in {@link DifferentEvents}, whose smallest hashes all stay here */
    Occurrences(HashKey key) {
        this.key = key;
    }

    /** An event as it is told apart here. */
    static long packed(long time, String id) {
        return Math.clamp(time - EPOCH, 0, LATEST) << ID_BITS | (spread(id) & ID_MASK);
    }

    /** Gives each that stayed, packed, some perhaps more than once. */
    void each(LongConsumer taker) {
        for (int i = 0; i < size; i++) {
            taker.accept(packed[i]);
        }
    }

    void add(long time, String id) {
        first = Math.min(first, time);
        last = Math.max(last, time);
        if (size == packed.length) {
            makeRoom();
        }
        long one = packed(time, id);
        if (stays(one)) {
            packed[size++] = one;
        }
    }

    private void makeRoom() {
        settle();
        if (size > packed.length / 2) {
            packed = Arrays.copyOf(packed, packed.length + packed.length / 2 + 1);
        }
    }

    private boolean stays(long one) {
        return halvings == 0 || key.hash(one) >>> 1 <= Long.MAX_VALUE >>> halvings;
    }

    /** In order, each once, and no more than may stay. */
    private void settle() {
        Arrays.sort(packed, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || packed[kept - 1] != packed[i]) {
                packed[kept++] = packed[i];
            }
        }
        size = kept;
        while (size > MOST) {
            halvings++;
            int staying = 0;
            for (int i = 0; i < size; i++) {
                if (stays(packed[i])) {
                    packed[staying++] = packed[i];
                }
            }
            size = staying;
        }
    }

    /** @param exact some of the times, which are known in any case */
    Times times(LongStream exact) {
        settle();
        long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            times[i] = (packed[i] >>> ID_BITS) + EPOCH;
        }
        return halvings == 0
                ? Times.of(times)
                : Times.sampled(
                        times,
                        1L << halvings,
                        LongStream.concat(exact, LongStream.of(first, last)).toArray());
    }

    private static int spread(String id) {
        int hash = id.hashCode() * 0x9E3779B1;
        return hash ^ (hash >>> 15);
    }
}
