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
    private final KeyIndex index = new KeyIndex();
    private long[] available = new long[64];
    private long[] times = new long[64];
    private int[] lengths = new int[64];
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
     * @param heads of each record when it was available, its own time, and the length of its line
     * @param index a {@link KeyIndex}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Packed(int plain, byte[] heads, byte[] index, byte[] lines) {

        /** All lines. */
        Archive.Found found(String tenant, String dataset) {
            return new Archive.Found(
                    tenant, dataset, unpacked(), Heads.of(heads).available());
        }

        /** The lines that have one of some keys and a time in a stretch; empty where none has. */
        Optional<Archive.Found> found(String tenant, String dataset, Set<Long> keys, long from, long to) {
            Heads all = Heads.of(heads);
            BitSet wanted = wanted(index, all, keys, from, to);
            if (wanted.isEmpty()) {
                return Optional.empty();
            }
            long[] available =
                    wanted.stream().mapToLong(line -> all.available()[line]).toArray();
            return Optional.of(new Archive.Found(tenant, dataset, some(wanted, all.length()), available));
        }

        private byte[] some(BitSet wanted, int[] length) {
            byte[] all = unpacked();
            if (Arrays.stream(length).sum() != all.length) {
                throw PackedReader.torn();
            }
            byte[] some = new byte[wanted.stream().map(line -> length[line]).sum()];
            int from = 0;
            int to = 0;
            int last = wanted.length();
            for (int line = 0; line < last; line++) {
                if (wanted.get(line)) {
                    System.arraycopy(all, from, some, to, length[line]);
                    to += length[line];
                }
                from += length[line];
            }
            return some;
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
    static int count(byte[] heads, byte[] index, Set<Long> keys, long from, long to) {
        return wanted(index, Heads.of(heads), keys, from, to).cardinality();
    }

    private static BitSet wanted(byte[] index, Heads heads, Set<Long> keys, long from, long to) {
        BitSet wanted = KeyIndex.places(index, keys);
        if (wanted.length() > heads.time().length) {
            throw PackedReader.torn();
        }
        for (int line = wanted.nextSetBit(0); line >= 0; line = wanted.nextSetBit(line + 1)) {
            wanted.set(line, heads.time()[line] >= from && heads.time()[line] <= to);
        }
        return wanted;
    }

    /** Of each record when it was available, its own time, and how many bytes its line has. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Heads(long[] available, long[] time, int[] length) {
        static Heads of(byte[] packed) {
            PackedReader reader = new PackedReader(packed);
            int count = reader.count();
            Heads heads = new Heads(new long[count], new long[count], new int[count]);
            long lastAvailable = 0;
            long lastTime = 0;
            for (int i = 0; i < count; i++) {
                lastAvailable += reader.number();
                lastTime += reader.number();
                heads.available[i] = lastAvailable;
                heads.time[i] = lastTime;
                heads.length[i] = (int) reader.number();
            }
            return heads;
        }
    }

    int plain() {
        return lines.size();
    }

    int records() {
        return records;
    }

    void add(byte[] json, long recordAvailable, long time, List<Long> keys) {
        lines.write(json, 0, json.length);
        lines.write('\n');
        keys.forEach(key -> index.add(key, records));
        mark(recordAvailable, time, json.length + 1);
    }

    private void mark(long recordAvailable, long time, int length) {
        if (records == times.length) {
            available = Arrays.copyOf(available, 2 * records);
            times = Arrays.copyOf(times, 2 * records);
            lengths = Arrays.copyOf(lengths, 2 * records);
        }
        available[records] = recordAvailable;
        times[records] = time;
        lengths[records++] = length;
    }

    /** Adds what an older block holds. */
    void add(Packed older) {
        lines.writeBytes(older.unpacked());
        index.addAll(older.index(), records);
        Heads of = Heads.of(older.heads());
        for (int i = 0; i < of.time().length; i++) {
            mark(of.available()[i], of.time()[i], of.length()[i]);
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
            packed.number(available[i] - lastAvailable)
                    .number(times[i] - lastTime)
                    .number(lengths[i]);
            lastAvailable = available[i];
            lastTime = times[i];
        }
        int most = Math.toIntExact(Zstd.compressBound(lines.size()));
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        return new Packed(lines.size(), packed.done(), index.packed(), lines.compressed(compressed));
    }

    void clear() {
        lines.reset();
        index.clear();
        records = 0;
    }
}
