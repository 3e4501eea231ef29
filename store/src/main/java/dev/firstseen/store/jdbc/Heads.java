package dev.firstseen.store.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the lines of a block without unpacking them.
 *
 * @param available when each record was available
 * @param time each record's own time
 * @param length how many bytes each line has, its end included
 * @param frames in which the lines are compressed, in order
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Heads(long[] available, long[] time, int[] length, List<Frame> frames) {

    /**
     * Lines that are compressed together.
     *
     * @param first the first of them, by its place
     * @param end the place after the last
     * @param from where they begin, compressed
     * @param bytes how many bytes they take
     */
    record Frame(int first, int end, int from, int bytes) {}

    /** How many bytes some lines have, one after another. */
    int bytes(int first, int end) {
        long bytes = 0;
        for (int line = first; line < end; line++) {
            bytes += length[line];
        }
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
            throw PackedReader.torn();
        }
        return (int) bytes;
    }

    byte[] packed() {
        PackedWriter packed = new PackedWriter().number(time.length);
        long lastAvailable = 0;
        long lastTime = 0;
        for (int i = 0; i < time.length; i++) {
            packed.number(available[i] - lastAvailable)
                    .number(time[i] - lastTime)
                    .number(length[i]);
            lastAvailable = available[i];
            lastTime = time[i];
        }
        packed.number(frames.size());
        frames.forEach(frame -> packed.number(frame.end() - frame.first()).number(frame.bytes()));
        return packed.done();
    }

    static Heads of(byte[] packed) {
        PackedReader reader = new PackedReader(packed);
        int count = reader.count();
        long[] available = new long[count];
        long[] time = new long[count];
        int[] length = new int[count];
        long lastAvailable = 0;
        long lastTime = 0;
        for (int i = 0; i < count; i++) {
            lastAvailable += reader.number();
            lastTime += reader.number();
            available[i] = lastAvailable;
            time[i] = lastTime;
            length[i] = natural(reader);
        }
        List<Frame> frames = new ArrayList<>();
        int first = 0;
        int from = 0;
        for (int left = reader.count(); left > 0; left--) {
            int end = Math.addExact(first, natural(reader));
            int bytes = natural(reader);
            frames.add(new Frame(first, end, from, bytes));
            first = end;
            from = Math.addExact(from, bytes);
        }
        if (first != count) {
            throw PackedReader.torn();
        }
        return new Heads(available, time, length, frames);
    }

    private static int natural(PackedReader reader) {
        long number = reader.number();
        if (number < 0 || number > Integer.MAX_VALUE / 2) {
            throw PackedReader.torn();
        }
        return (int) number;
    }
}
