package dev.firstseen.store.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where each key stands: on which lines of a block, or in which blocks of a group. A key is a digest of eight bytes. Packed,
 * the keys come first, in order, and then the places of each.
 */
final class KeyIndex {
    private final Map<Long, Places> keys = new HashMap<>();

    private static final class Places {
        private int[] numbers = new int[4];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }
    }

    /** Places are added in their order. */
    void add(Long key, int place) {
        keys.computeIfAbsent(key, _ -> new Places()).add(place);
    }

    /** Adds what a packed one holds of places that now come after others. */
    void addAll(byte[] packed, int before) {
        PackedReader reader = new PackedReader(packed);
        for (long key : split(reader.bytes())) {
            Places places = keys.computeIfAbsent(key, _ -> new Places());
            int place = before;
            for (int left = reader.count(); left > 0; left--) {
                place += (int) reader.number();
                places.add(place);
            }
        }
    }

    void clear() {
        keys.clear();
    }

    byte[] packed() {
        long[] sorted = keys.keySet().stream().mapToLong(key -> key).sorted().toArray();
        ByteBuffer all = ByteBuffer.allocate(sorted.length * Long.BYTES);
        all.asLongBuffer().put(sorted);
        PackedWriter packed = new PackedWriter().bytes(all.array());
        for (long key : sorted) {
            Places places = requireNonNull(keys.get(key));
            packed.number(places.count);
            int last = 0;
            for (int i = 0; i < places.count; i++) {
                packed.number(places.numbers[i] - last);
                last = places.numbers[i];
            }
        }
        return packed.done();
    }

    /** The keys of a packed one, in order. */
    static long[] keys(byte[] packed) {
        return split(new PackedReader(packed).bytes());
    }

    private static long[] split(byte[] all) {
        long[] split = new long[all.length / Long.BYTES];
        ByteBuffer.wrap(all).asLongBuffer().get(split);
        return split;
    }

    /** Whether a packed one has any of some keys. */
    static boolean hasAny(byte[] packed, Set<Long> wanted) {
        return !rows(keys(packed), wanted).isEmpty();
    }

    /** The places of a packed one at which any of some keys stands. */
    static BitSet places(byte[] packed, Set<Long> wanted) {
        BitSet found = new BitSet();
        PackedReader reader = new PackedReader(packed);
        BitSet rows = rows(split(reader.bytes()), wanted);
        int last = rows.length();
        for (int row = 0; row < last; row++) {
            boolean isWanted = rows.get(row);
            int place = 0;
            for (int left = reader.count(); left > 0; left--) {
                place += (int) reader.number();
                if (isWanted) {
                    found.set(place);
                }
            }
        }
        return found;
    }

    private static BitSet rows(long[] keys, Set<Long> wanted) {
        BitSet rows = new BitSet();
        for (long key : wanted) {
            int row = Arrays.binarySearch(keys, key);
            if (row >= 0) {
                rows.set(row);
            }
        }
        return rows;
    }
}
