package dev.firstseen.runtime.scan;

import java.util.Arrays;

/**
 * The ids met so far, as 64-bit hashes: of a hundred million ids, two are taken for one with a chance of one in four
 * thousand. Safe for use by several threads.
 */
final class SeenIds {

    /** With more, heap would run out: about a quarter of a gigabyte. */
    static final long MOST = 16_000_000;

    private final Shard[] shards = new Shard[64];

    SeenIds() {
        Arrays.setAll(shards, each -> new Shard());
    }

    /** Adds an id; false where it was there already. An id beyond {@link #MOST} is not remembered and counts as new. */
    boolean add(String dataset, String tenant, String id) {
        long hash = hash(hash(hash(0xcbf29ce484222325L, dataset), tenant), id);
        return shards[(int) (hash >>> 58)].add(hash == 0 ? 1 : hash);
    }

    /** Whether ids were left out for want of room, so that duplicates may have gone unnoticed. */
    boolean isFull() {
        return Arrays.stream(shards).anyMatch(Shard::isFull);
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }

    /** An open-addressed set of hashes; zero marks a free place. */
    private static final class Shard {
        private long[] places = new long[256];
        private int size;

        synchronized boolean add(long hash) {
            if (size >= MOST / 64) {
                return !contains(hash);
            }
            if (4 * size > 3 * places.length) {
                long[] old = places;
                places = new long[2 * old.length];
                for (long each : old) {
                    if (each != 0) {
                        places[free(each)] = each;
                    }
                }
            }
            int place = free(hash);
            if (places[place] == hash) {
                return false;
            }
            places[place] = hash;
            size++;
            return true;
        }

        private boolean contains(long hash) {
            return places[free(hash)] == hash;
        }

        /** The place of a hash, or the free one where it would go. */
        private int free(long hash) {
            int mask = places.length - 1;
            int place = (int) hash & mask;
            while (places[place] != 0 && places[place] != hash) {
                place = (place + 1) & mask;
            }
            return place;
        }

        synchronized boolean isFull() {
            return size >= MOST / 64;
        }
    }
}
