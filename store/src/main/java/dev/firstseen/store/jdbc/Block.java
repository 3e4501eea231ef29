package dev.firstseen.store.jdbc;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Records of one log that are kept together, growing. Once packed it may be cleared and used for others. */
final class Block {
    /** Level 1: higher ones take several times as long for a tenth less. */
    private static final int LEVEL = 1;

    /** How many bytes of lines are compressed together: with half as many they take a tenth more. */
    private static final int FRAME = 1 << 18;

    private final Lines lines = new Lines();
    private final KeyIndex index = new KeyIndex();
    private long[] available = new long[64];
    private long[] times = new long[64];
    private int[] lengths = new int[64];
    private int records;

    private byte[] compressed = new byte[0];

    /** Compressed where they lie. */
    private static final class Lines extends ByteArrayOutputStream {
        /** Compresses some; gives how many bytes that takes. */
        int compress(int from, int length, byte[] into, int at) {
            long bytes = Zstd.compressByteArray(into, at, into.length - at, buf, from, length, LEVEL);
            if (Zstd.isError(bytes)) {
                throw new IllegalStateException(Zstd.getErrorName(bytes));
            }
            return Math.toIntExact(bytes);
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
    void add(PackedBlock older, Unpacker unpacker) {
        lines.writeBytes(older.unpacked(unpacker));
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

    PackedBlock packed() {
        List<Heads.Frame> frames = compress();
        Heads heads = new Heads(
                Arrays.copyOf(available, records),
                Arrays.copyOf(times, records),
                Arrays.copyOf(lengths, records),
                frames);
        int end = frames.isEmpty()
                ? 0
                : frames.getLast().from() + frames.getLast().bytes();
        return new PackedBlock(lines.size(), heads.packed(), index.packed(), Arrays.copyOf(compressed, end));
    }

    private List<Heads.Frame> compress() {
        List<Heads.Frame> frames = new ArrayList<>();
        int to = 0;
        int from = 0;
        int first = 0;
        int length = 0;
        for (int line = 0; line < records; line++) {
            length += lengths[line];
            if (length >= FRAME || line == records - 1) {
                int most = Math.addExact(to, Math.toIntExact(Zstd.compressBound(length)));
                if (compressed.length < most) {
                    compressed = Arrays.copyOf(compressed, Math.max(most, 2 * compressed.length));
                }
                int bytes = lines.compress(from, length, compressed, to);
                frames.add(new Heads.Frame(first, line + 1, to, bytes));
                to += bytes;
                from += length;
                first = line + 1;
                length = 0;
            }
        }
        return frames;
    }

    void clear() {
        lines.reset();
        index.clear();
        records = 0;
    }
}
