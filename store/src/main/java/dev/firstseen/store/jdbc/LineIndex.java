package dev.firstseen.store.jdbc;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * On which lines of a block each key stands. Packed, the keys' digests come first, in order and in {@link Digests#SHORT}
 * bytes each, and then the lines of each.
 */
final class LineIndex {
    private final SortedMap<byte[], Lines> keys = new TreeMap<>(Arrays::compareUnsigned);

    private static final class Lines {
        private int[] numbers = new int[4];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }
    }

    /** Lines are added in their order. */
    void add(byte[] key, int line) {
        keys.computeIfAbsent(key, _ -> new Lines()).add(line);
    }

    /** Adds what a packed one holds of lines that now come after others. */
    void addAll(byte[] packed, int before) {
        PackedReader reader = new PackedReader(packed);
        for (byte[] key : split(reader.bytes())) {
            int line = before;
            for (int left = reader.count(); left > 0; left--) {
                line += (int) reader.number();
                add(key, line);
            }
        }
    }

    void clear() {
        keys.clear();
    }

    byte[] packed() {
        byte[] all = new byte[keys.size() * Digests.SHORT];
        int place = 0;
        for (byte[] key : keys.keySet()) {
            System.arraycopy(key, 0, all, place, Digests.SHORT);
            place += Digests.SHORT;
        }
        PackedWriter packed = new PackedWriter().bytes(all);
        for (Lines lines : keys.values()) {
            packed.number(lines.count);
            int last = 0;
            for (int i = 0; i < lines.count; i++) {
                packed.number(lines.numbers[i] - last);
                last = lines.numbers[i];
            }
        }
        return packed.done();
    }

    /** The keys of a packed one, in order. */
    static List<byte[]> keys(byte[] packed) {
        return split(new PackedReader(packed).bytes());
    }

    private static List<byte[]> split(byte[] all) {
        byte[][] split = new byte[all.length / Digests.SHORT][];
        for (int i = 0; i < split.length; i++) {
            split[i] = Arrays.copyOfRange(all, i * Digests.SHORT, (i + 1) * Digests.SHORT);
        }
        return Arrays.asList(split);
    }

    /**
     * The lines of a packed one that have one of some keys.
     *
     * @param wanted compares without sign
     */
    static BitSet lines(byte[] packed, Set<byte[]> wanted) {
        BitSet lines = new BitSet();
        PackedReader reader = new PackedReader(packed);
        byte[] all = reader.bytes();
        byte[] key = new byte[Digests.SHORT];
        for (int place = 0; place + Digests.SHORT <= all.length; place += Digests.SHORT) {
            System.arraycopy(all, place, key, 0, Digests.SHORT);
            boolean isWanted = wanted.contains(key);
            int line = 0;
            for (int left = reader.count(); left > 0; left--) {
                line += (int) reader.number();
                if (isWanted) {
                    lines.set(line);
                }
            }
        }
        return lines;
    }
}
