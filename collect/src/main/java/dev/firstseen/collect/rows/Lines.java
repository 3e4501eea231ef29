package dev.firstseen.collect.rows;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.json.JsonDepth;
import dev.firstseen.microsoft.container.Heading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Reads whole lines from a place on, as far as there are any: the rest of a file that grows comes later. One thread uses it. */
public final class Lines {

    private static final int HEAD = 1 << 16;
    private static final int TAIL = 1 << 12;
    /** A first line is looked for in so many bytes. */
    private static final int LONGEST_HEAD = 1 << 20;

    private final ReadableByteChannel channel;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private long offset;
    private long tooLong;
    private boolean ended;

    /**
     * Some whole lines.
     *
     * @param end where they end in the file
     * @param before what was passed over before them
     */
    @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on once: equality is never asked for.
    public record Run(byte[] bytes, long end, PassedOver before) {

        /** The lines, to be handed over. */
        public Load load(String name, Instant available) {
            int from = afterMark(bytes, bytes.length);
            byte[] lines = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
            return new Load(name, lines, available, Load.Form.LINES);
        }
    }

    /**
     * Reads on.
     *
     * @param offset where in the file the channel stands, at the beginning of a line
     */
    public Lines(ReadableByteChannel channel, long offset) {
        this.channel = channel;
        this.offset = offset;
    }

    /** Whether a file begins with a line that is a whole JSON object, so that it can be read while it grows. */
    public static boolean beginWhole(Path file) throws IOException {
        byte[] head = beginning(file, HEAD);
        if (head.length == HEAD && Cutting.lineEnd(head) < 0) {
            head = beginning(file, LONGEST_HEAD);
        }
        return Cutting.beginsWithLine(Arrays.copyOfRange(head, afterMark(head, head.length), head.length));
    }

    /** Whether a file of JSON ends where no value ends: somebody may be writing it. Of what is no JSON nobody can tell. */
    public static boolean endInTheMiddle(Path file) throws IOException {
        byte[] head = beginning(file, HEAD);
        int first = afterMark(head, head.length);
        while (first < head.length && JsonDepth.isBlank(head[first])) {
            first++;
        }
        if (first == head.length || (head[first] != '{' && head[first] != '[')) {
            return false;
        }
        byte last = lastOf(file);
        return last != '}' && last != ']';
    }

    /** The last byte that is no blank, of some at the end. */
    private static byte lastOf(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer end = ByteBuffer.allocate(TAIL);
            channel.position(Math.max(0, channel.size() - TAIL));
            while (end.hasRemaining() && channel.read(end) >= 0) {}
            int last = end.position() - 1;
            while (last > 0 && JsonDepth.isBlank(end.get(last))) {
                last--;
            }
            return last < 0 ? 0 : end.get(last);
        }
    }

    private static byte[] beginning(Path file, int most) throws IOException {
        try (ReadableByteChannel channel = Files.newByteChannel(file)) {
            return Heading.of(channel, most).bytes();
        }
    }

    /** Where a line begins: behind the byte order mark that a file may begin with. */
    private static int afterMark(byte[] bytes, int to) {
        return to >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf ? 3 : 0;
    }

    /**
     * The next lines, a few megabytes at most; empty where there is no whole one.
     *
     * @param complete whether nothing is added any more, so that what is left without a line end is a line as well
     */
    public Optional<Run> next(boolean complete) throws IOException {
        while (true) {
            while (!ended && filled < Pieces.USUAL) {
                fill();
            }
            int end = new Cutting.Lines().end(buffer, 0, filled);
            if (end == 0 && ended && complete && JsonDepth.isWhole(buffer, afterMark(buffer, filled), filled, '{')) {
                end = filled;
            }
            if (end > 0) {
                return Optional.of(taken(end));
            }
            if (ended) {
                return Optional.empty();
            }
            if (filled >= Pieces.LONGEST_ROW) {
                tooLong += filled;
                offset += filled;
                filled = 0;
            }
            fill();
        }
    }

    private Run taken(int end) {
        int from = 0;
        if (tooLong > 0) {
            // What is left of the line that is too long.
            while (from < end && buffer[from++] != '\n') {
                tooLong++;
            }
        }
        byte[] bytes = Arrays.copyOfRange(buffer, from, end);
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        offset += end;
        Run run = new Run(bytes, offset, new PassedOver(tooLong));
        tooLong = 0;
        return run;
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Pieces.LONGEST_ROW + Pieces.USUAL));
        }
        int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }
}
