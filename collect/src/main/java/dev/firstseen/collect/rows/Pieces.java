package dev.firstseen.collect.rows;

import dev.firstseen.collect.Load;
import dev.firstseen.microsoft.container.Heading;
import dev.firstseen.microsoft.container.ReadFailure;
import dev.firstseen.microsoft.export.Recognition;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads a content piece by piece; memory holds one of them. One thread uses it. */
public final class Pieces implements Closeable {

    /** About what a piece holds. */
    public static final int USUAL = 4 << 20;
    /** A row longer than this is passed over. */
    public static final int LONGEST_ROW = 16 << 20;

    private static final int HEAD = 1 << 16;

    private final ReadableByteChannel channel;
    private final Cutting cutting;
    /** Whether to go on reading where whole rows are there already. */
    private final BooleanSupplier more;

    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private long offset;
    private boolean ended;
    /** Whether whoever reads the pieces has seen what the content is. */
    private boolean shown;
    /** Whether it is a table of another program, which whoever reads the first piece of it tells. */
    private boolean foreign;

    private long tooLong;
    /** Why reading broke off: told once all rows before that were given. */
    private @Nullable IOException broken;

    /**
     * Some whole rows.
     *
     * @param bytes a content by itself
     * @param form how they hold the rows
     * @param end where they end in the content, in bytes of its UTF-8
     * @param before what was passed over before them
     */
    @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on once: equality is never asked for.
    public record Piece(byte[] bytes, Load.Form form, long end, PassedOver before) {

        /** The rows, to be handed over. */
        public Load load(String name, Instant available) {
            return new Load(name, bytes, available, form);
        }
    }

    private Pieces(ReadableByteChannel channel, Cutting cutting, BooleanSupplier more) {
        this.channel = channel;
        this.cutting = cutting;
        this.more = more;
    }

    /**
     * Opens a content at the end of a piece, or at its beginning.
     *
     * @param unpacked the content from its beginning, unpacked and in UTF-8
     * @param from where a piece ended before; 0 for the beginning
     * @throws EOFException where the content is shorter than that
     * @throws ReadFailure where what it is stored on does not give it
     */
    public static Pieces open(ReadableByteChannel unpacked, long from) throws IOException {
        Heading whole = Heading.of(unpacked, HEAD);
        if (whole.broken().orElse(null) instanceof ReadFailure failure) {
            // With more of it, rows may end elsewhere.
            throw failure;
        }
        Pieces pieces = new Pieces(whole, Cutting.of(whole.bytes()), () -> true);
        pieces.shown = from > 0;
        pieces.skip(Math.max(from, pieces.cutting.heading()));
        return pieces;
    }

    /**
     * Opens a content that comes at its own pace: rows are given as they come, and no more of it is waited for than shows
     * where they end.
     *
     * @param more asked, when there are whole rows, whether more is there already
     */
    public static Pieces openFlowing(ReadableByteChannel unpacked, BooleanSupplier more) throws IOException {
        ByteBuffer begun = ByteBuffer.allocate(HEAD);
        byte[] head = new byte[0];
        while (begun.hasRemaining() && !Cutting.isTold(head) && unpacked.read(begun) >= 0) {
            head = Arrays.copyOf(begun.array(), begun.position());
        }
        Pieces pieces = new Pieces(Heading.putBack(head, unpacked), Cutting.of(head), more);
        pieces.skip(pieces.cutting.heading());
        return pieces;
    }

    private void skip(long to) throws IOException {
        ByteBuffer ignored = ByteBuffer.allocate(1 << 16);
        while (offset < to) {
            ignored.clear().limit((int) Math.min(ignored.capacity(), to - offset));
            int read = channel.read(ignored);
            if (read < 0) {
                throw new EOFException("It is shorter than before.");
            }
            offset += read;
        }
    }

    /**
     * The next rows; empty at the end.
     *
     * @throws IOException where reading breaks off, once the whole rows before that were given; or where a row that is no line is too long to go on after it
     */
    public Optional<Piece> next() throws IOException {
        if (foreign) {
            passOverRest();
            return Optional.empty();
        }
        int scan = USUAL;
        while (true) {
            if (filled >= scan || ended || (filled > 0 && !more.getAsBoolean())) {
                int end = cutting.end(buffer, 0, filled);
                if (end == 0 && broken != null) {
                    // What is left is half a row: it is read another time, or is not there.
                    throw broken;
                }
                if (end > 0 || ended) {
                    // The last row may lack its end.
                    return filled == 0 && tooLong == 0 ? headerAlone() : Optional.of(taken(end > 0 ? end : filled));
                }
                scan = 2 * filled;
            }
            if (filled >= LONGEST_ROW) {
                passOver();
                scan = USUAL;
            }
            fill();
        }
    }

    /** Of a table without rows the header: it may be the only line of what is no table at all, which is then told. */
    private Optional<Piece> headerAlone() {
        if (shown || !(cutting instanceof Cutting.Table table)) {
            return Optional.empty();
        }
        shown = true;
        return Optional.of(new Piece(table.header(), table.form(), offset, new PassedOver(0)));
    }

    /** To its end all the same: whoever writes it waits for its being read, and damage in it is told. */
    private void passOverRest() throws IOException {
        while (!ended) {
            filled = 0;
            fill();
        }
        filled = 0;
        if (broken != null) {
            throw broken;
        }
    }

    private void passOver() throws IOException {
        if (!(cutting instanceof Cutting.Lines)) {
            throw new IOException(
                    "A row is longer than %,d bytes; it and what follows was not read.".formatted(LONGEST_ROW));
        }
        offset += filled;
        tooLong += filled;
        filled = 0;
    }

    private Piece taken(int end) {
        int from = 0;
        if (tooLong > 0) {
            // What is left of the line that is too long.
            while (from < end && buffer[from++] != '\n') {
                tooLong++;
            }
        }
        byte[] bytes = from == end ? new byte[0] : cutting.piece(buffer, from, end);
        foreign = !shown
                && cutting instanceof Cutting.Table
                && Recognition.refusal(bytes).isPresent();
        shown = true;
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        offset += end;
        Piece piece = new Piece(bytes, cutting.form(), offset, new PassedOver(tooLong));
        tooLong = 0;
        return piece;
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LONGEST_ROW + USUAL));
        }
        ByteBuffer free = ByteBuffer.wrap(buffer, filled, buffer.length - filled);
        try {
            ended = channel.read(free) < 0;
        } catch (IOException failed) {
            broken = failed;
            ended = true;
        }
        filled = free.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
