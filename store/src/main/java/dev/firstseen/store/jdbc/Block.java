package dev.firstseen.store.jdbc;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.firstseen.store.Archive;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;

/** Records of one log that are kept together, growing. Once packed it may be cleared and used for others. */
final class Block {
    /** Level 1: higher ones take several times as long for a tenth less. */
    private static final int LEVEL = 1;

    private final Lines lines = new Lines();
    private final LineIndex index = new LineIndex();
    private long[] available = new long[64];
    private long[] times = new long[64];
    private int records;

    private byte[] compressed = new byte[0];

    /** Compressed where they lie. */
    private static final class Lines extends ByteArrayOutputStream {
        byte[] compressed(byte[] buffer) {
            long length = Zstd.compressByteArray(buffer, 0, buffer.length, buf, 0, count, LEVEL);
            if (Zstd.isError(length)) {
                throw new IllegalStateException(Zstd.getErrorName(length));
            }
            return Arrays.copyOf(buffer, Math.toIntExact(length));
        }
    }

    /**
     * A block as it is kept.
     *
     * @param plain how many bytes the lines have that are compressed here
     * @param index a {@link LineIndex}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Packed(int plain, byte[] times, byte[] lines, byte[] index) {

        /** The digests of all keys, in order. */
        List<byte[]> keys() {
            return LineIndex.keys(index);
        }

        /** All lines. */
        Archive.Found found(String tenant, String dataset) {
            return new Archive.Found(
                    tenant, dataset, unpacked(), Times.of(times).available());
        }

        /** The lines that have one of some keys and a time in a stretch; empty where none has. */
        Optional<Archive.Found> found(String tenant, String dataset, Set<byte[]> keys, long from, long to) {
            Times all = Times.of(times);
            BitSet wanted = wanted(index, all, keys, from, to);
            if (wanted.isEmpty()) {
                return Optional.empty();
            }
            long[] available =
                    wanted.stream().mapToLong(line -> all.available()[line]).toArray();
            return Optional.of(new Archive.Found(tenant, dataset, some(wanted), available));
        }

        private byte[] some(BitSet wanted) {
            byte[] all = unpacked();
            ByteArrayOutputStream some = new ByteArrayOutputStream();
            int start = 0;
            int last = wanted.length();
            for (int line = 0; line < last; line++) {
                int end = start;
                while (all[end] != '\n') {
                    end++;
                }
                if (wanted.get(line)) {
                    some.write(all, start, end + 1 - start);
                }
                start = end + 1;
            }
            return some.toByteArray();
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

    /** How many lines have one of some keys and a time in a stretch. */
    static int count(byte[] times, byte[] index, Set<byte[]> keys, long from, long to) {
        return wanted(index, Times.of(times), keys, from, to).cardinality();
    }

    private static BitSet wanted(byte[] index, Times times, Set<byte[]> keys, long from, long to) {
        BitSet wanted = LineIndex.lines(index, keys);
        for (int line = wanted.nextSetBit(0); line >= 0; line = wanted.nextSetBit(line + 1)) {
            wanted.set(line, times.time()[line] >= from && times.time()[line] <= to);
        }
        return wanted;
    }

    /** When each record was available, and its own time. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Times(long[] available, long[] time) {
        static Times of(byte[] packed) {
            PackedReader reader = new PackedReader(packed);
            int count = reader.count();
            Times times = new Times(new long[count], new long[count]);
            long lastAvailable = 0;
            long lastTime = 0;
            for (int i = 0; i < count; i++) {
                lastAvailable += reader.number();
                lastTime += reader.number();
                times.available[i] = lastAvailable;
                times.time[i] = lastTime;
            }
            return times;
        }
    }

    int plain() {
        return lines.size();
    }

    int records() {
        return records;
    }

    void add(byte[] json, long recordAvailable, long time, List<byte[]> keys) {
        lines.write(json, 0, json.length);
        lines.write('\n');
        keys.forEach(key -> index.add(key, records));
        mark(recordAvailable, time);
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
        index.addAll(older.index(), records);
        Times of = Times.of(older.times());
        for (int i = 0; i < of.time().length; i++) {
            mark(of.available()[i], of.time()[i]);
        }
    }

    /** How many records a block has, and from when to when they are. */
    record Reach(int records, long firstAvailable, long lastAvailable, long firstTime, long lastTime) {}

    Reach reach() {
        LongSummaryStatistics allAvailable =
                Arrays.stream(available, 0, records).summaryStatistics();
        LongSummaryStatistics allTimes = Arrays.stream(times, 0, records).summaryStatistics();
        return new Reach(records, allAvailable.getMin(), allAvailable.getMax(), allTimes.getMin(), allTimes.getMax());
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
        int most = Math.toIntExact(Zstd.compressBound(lines.size()));
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        return new Packed(lines.size(), packed.done(), lines.compressed(compressed), index.packed());
    }

    void clear() {
        lines.reset();
        index.clear();
        records = 0;
    }
}
