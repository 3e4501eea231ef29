package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.container.Heading;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content cut into pieces of whole rows, about half a megabyte each. The same content is cut the same way every time, so
 * a reader may go on where another stopped by counting pieces. Read piece by piece, it gives the same records.
 */
public final class Pieces implements Closeable {
    private static final byte[] OPENING = "{\"value\":[\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BETWEEN = ",\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "\n]}".getBytes(StandardCharsets.US_ASCII);

    private final Shape shape;
    private final String form;
    private final @Nullable RowReader reader;
    private final @Nullable String failure;
    private final Block block = new Block();

    private Pieces(Shape shape, String form, @Nullable RowReader reader, @Nullable String failure) {
        this.shape = shape;
        this.form = form;
        this.reader = reader;
        this.failure = failure;
    }

    /** Opens a content. Where it cannot be read there are no pieces, and {@link #failure} says why. */
    public static Pieces of(Content content) throws IOException {
        ReadableByteChannel channel;
        try {
            channel = content.open();
        } catch (IOException unreadable) {
            return new Pieces(new Shape.Empty(), "", null, Contents.sentence(unreadable));
        }
        try {
            return of(Heading.of(channel, Shape.HEAD));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static Pieces of(Heading whole) throws IOException {
        byte[] head = whole.bytes();
        Shape shape = Shape.of(head);
        Splitter splitter = switch (shape) {
            case Shape.JsonLines lines -> new Lines();
            case Shape.JsonArrays arrays -> new JsonObjects();
            case Shape.Csv csv -> new CsvRows();
            case Shape.Table table -> new CsvRows();
            case Shape.Empty empty -> null;
            case Shape.Refused refused -> null;
        };
        if (splitter == null) {
            whole.close();
            String broken = whole.broken().map(Contents::sentence).orElse(null);
            return new Pieces(shape, "", null, shape instanceof Shape.Refused(String why) ? why : broken);
        }
        int start = switch (shape) {
            case Shape.Csv csv -> csv.start();
            case Shape.Table table -> table.start();
            case Shape.JsonLines _, Shape.JsonArrays _, Shape.Empty _, Shape.Refused _ -> 0;
        };
        byte[] rows = Arrays.copyOfRange(head, Math.min(start, head.length), head.length);
        return new Pieces(shape, PieceForm.of(shape, head), new RowReader(whole.rest(), rows, splitter), null);
    }

    /** Why the content cannot be read, as a sentence; empty where it can. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * The next piece; null at the end.
     *
     * @throws IOException where reading breaks off
     */
    public @Nullable Piece next() throws IOException {
        if (reader == null || !reader.next(block)) {
            return null;
        }
        return new Piece(form, rows(), block.tooLong());
    }

    private byte[] rows() {
        MemorySegment memory = block.memory();
        if (shape instanceof Shape.JsonLines) {
            return memory.asSlice(block.start(), block.end() - block.start()).toArray(ValueLayout.JAVA_BYTE);
        }
        boolean objects = shape instanceof Shape.JsonArrays;
        ByteArrayOutputStream rows = new ByteArrayOutputStream(block.end() - block.start() + 64);
        rows.writeBytes(objects ? OPENING : new byte[0]);
        for (int i = 0; i < block.rows(); i++) {
            if (i > 0) {
                rows.writeBytes(objects ? BETWEEN : new byte[] {'\n'});
            }
            rows.writeBytes(memory.asSlice(block.rowStart(i), block.rowEnd(i) - block.rowStart(i))
                    .toArray(ValueLayout.JAVA_BYTE));
        }
        rows.writeBytes(objects ? CLOSING : new byte[0]);
        return rows.toByteArray();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
