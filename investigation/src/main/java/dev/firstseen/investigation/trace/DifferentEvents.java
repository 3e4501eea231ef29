package dev.firstseen.investigation.trace;

import java.util.Arrays;

/**
 * How many different events there are of which none is kept: exact below 1,024, beyond that an estimate that is off by a
 * few in a hundred, out of the smallest of their hashes. Neither order nor repetition changes it.
 */
final class DifferentEvents {
    private static final int MOST = 1_024;

    /** Of hashes, which are not negative. */
    private static final double RANGE = 0x1p63;

    private final HashKey key;
    private long[] hashes = new long[16];
    private int size;
    /** No smaller than any hash that matters. */
    private long largest = Long.MAX_VALUE;

    /** @param key the same for all that are added to one another */
    DifferentEvents(HashKey key) {
        this.key = key;
    }

    /** @param occurrence an event, as {@link Occurrences} packs it */
    void add(long occurrence) {
        addHash(key.hash(occurrence) >>> 1);
    }

    void addAll(DifferentEvents others) {
        for (int i = 0; i < others.size; i++) {
            addHash(others.hashes[i]);
        }
    }

    private void addHash(long hash) {
        if (hash > largest) {
            return;
        }
        if (size == hashes.length) {
            settle();
            if (size > hashes.length / 2) {
                hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            }
        }
        hashes[size++] = hash;
    }

    /** In order, each once, and no more than matter. */
    private void settle() {
        Arrays.sort(hashes, 0, size);
        int kept = 0;
        for (int i = 0; i < size && kept < MOST; i++) {
            if (kept == 0 || hashes[kept - 1] != hashes[i]) {
                hashes[kept++] = hashes[i];
            }
        }
        size = kept;
        if (size == MOST) {
            largest = hashes[MOST - 1];
        }
    }

    long count() {
        settle();
        return size < MOST ? size : Math.round((MOST - 1) / (largest / RANGE));
    }
}
