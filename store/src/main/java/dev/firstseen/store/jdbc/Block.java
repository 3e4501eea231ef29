package dev.firstseen.store.jdbc;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.firstseen.store.Archive;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Records of one log that are kept together, growing. */
final class Block {
    /** Level 1: higher ones take several times as long for a tenth less. */
    private static final int LEVEL = 1;

    private final ByteArrayOutputStream lines;
    private final TreeSet<byte[]> names = new TreeSet<>(Arrays::compareUnsigned);
    private long[] available = new long[64];
    private long[] times = new long[64];
    private int records;

    Block(int expected) {
        lines = new ByteArrayOutputStream(expected);
    }

    /**
     * A block as it is kept.
     *
     * @param plain how many bytes the lines have that are compressed here
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Packed(int plain, byte[] times, byte[] lines, byte[] names) {

        /** Lines with their times: what a reader needs. */
        Archive.Found found(String tenant, String dataset) {
            PackedReader packed = new PackedReader(times);
            long[] available = new long[packed.count()];
            long last = 0;
            for (int i = 0; i < available.length; i++) {
                last += packed.number();
                available[i] = last;
                packed.number();
            }
            return new Archive.Found(tenant, dataset, unpacked(), available);
        }

        private byte[] unpacked() {
            try {
                byte[] unpacked = Zstd.decompress(lines, plain);
                if (unpacked.length != plain) {
                    throw PackedReader.torn();
                }
                return unpacked;
            } catch (ZstdException broken) {
                throw PackedReader.torn();
            }
        }
    }

    /** The names of a block one by one, each in {@link Digests#SHORT} bytes. */
    static List<byte[]> split(byte[] names) {
        byte[][] split = new byte[names.length / Digests.SHORT][];
        for (int i = 0; i < split.length; i++) {
            split[i] = Arrays.copyOfRange(names, i * Digests.SHORT, (i + 1) * Digests.SHORT);
        }
        return Arrays.asList(split);
    }

    int plain() {
        return lines.size();
    }

    int records() {
        return records;
    }

    SortedSet<byte[]> names() {
        return names;
    }

    void add(byte[] json, long recordAvailable, long time, List<byte[]> keys) {
        lines.write(json, 0, json.length);
        lines.write('\n');
        mark(recordAvailable, time);
        names.addAll(keys);
    }

    private void mark(long recordAvailable, long time) {
        if (records == times.length) {
            available = Arrays.copyOf(available, 2 * records);
            times = Arrays.copyOf(times, 2 * records);
        }
        available[records] = recordAvailable;
        times[records++] = time;
    }

    /** Adds what an older block holds. */
    void add(Packed older) {
        lines.writeBytes(older.unpacked());
        PackedReader packed = new PackedReader(older.times());
        int count = packed.count();
        long lastAvailable = 0;
        long lastTime = 0;
        for (int i = 0; i < count; i++) {
            lastAvailable += packed.number();
            lastTime += packed.number();
            mark(lastAvailable, lastTime);
        }
        names.addAll(split(older.names()));
    }

    long firstAvailable() {
        return Arrays.stream(available, 0, records).min().orElseThrow();
    }

    long lastAvailable() {
        return Arrays.stream(available, 0, records).max().orElseThrow();
    }

    long firstTime() {
        return Arrays.stream(times, 0, records).min().orElseThrow();
    }

    long lastTime() {
        return Arrays.stream(times, 0, records).max().orElseThrow();
    }

    Packed packed() {
        PackedWriter packed = new PackedWriter().number(records);
        long lastAvailable = 0;
        long lastTime = 0;
        for (int i = 0; i < records; i++) {
            packed.number(available[i] - lastAvailable).number(times[i] - lastTime);
            lastAvailable = available[i];
            lastTime = times[i];
        }
        byte[] all = new byte[names.size() * Digests.SHORT];
        int place = 0;
        for (Iterator<byte[]> each = names.iterator(); each.hasNext(); place += Digests.SHORT) {
            System.arraycopy(each.next(), 0, all, place, Digests.SHORT);
        }
        byte[] plain = lines.toByteArray();
        return new Packed(plain.length, packed.done(), Zstd.compress(plain, LEVEL), all);
    }
}
