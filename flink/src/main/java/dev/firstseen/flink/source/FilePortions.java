package dev.firstseen.flink.source;

import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.Piece;
import dev.firstseen.microsoft.export.Pieces;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The portions of one file, an archive with all its entries too, always the same ones. What cannot be read, or breaks off,
 * is a portion that says so, and the next content follows: a file that is damaged must not stop the job again and again.
 * A connection that breaks says nothing about the file, which is read again from the last checkpoint.
 */
final class FilePortions implements Closeable {
    private static final String ENTRY = "!/";

    private final String name;
    private final Contents contents;
    private final Optional<Connection> connection;
    private final Deque<Contents.Refusal> refusals;
    private final Deque<Content> left;
    private String reading = "";
    private @Nullable Pieces pieces;

    /**
     * @param name of the file, for messages
     * @param connection over which it comes; empty where it is here
     */
    FilePortions(String name, Contents contents, Optional<Connection> connection) {
        this.name = name;
        this.contents = contents;
        this.connection = connection;
        this.refusals = new ArrayDeque<>(contents.refusals());
        this.left = new ArrayDeque<>(contents.contents());
    }

    /**
     * The next; null at the end.
     *
     * @throws IOException where a connection breaks
     */
    @Nullable
    Portion next() throws IOException {
        Contents.Refusal refusal = refusals.poll();
        if (refusal != null) {
            return failed(named(refusal.name()), refusal.why());
        }
        while (true) {
            try {
                Pieces open = pieces;
                if (open == null) {
                    Content content = left.poll();
                    if (content == null) {
                        return null;
                    }
                    reading = named(content.name());
                    open = Pieces.of(content);
                    pieces = open;
                    if (open.failure().isPresent()) {
                        return failed(reading, open.failure().get());
                    }
                }
                Piece piece = open.next();
                if (piece != null) {
                    // What a connection broke off is no piece: it is read again, whole.
                    requireConnection();
                    return new Portion(reading, piece.form(), piece.rows(), piece.tooLong(), Portion.TIMELESS);
                }
                end();
            } catch (IOException broken) {
                end();
                return failed(reading, Contents.sentence(broken));
            }
        }
    }

    private Portion failed(String of, String why) throws IOException {
        requireConnection();
        return Portion.failed(of, why);
    }

    private void requireConnection() throws IOException {
        if (connection.isPresent()) {
            connection.get().check();
        }
    }

    /** The file's name, and within an archive that of the entry: nobody looks for the folders of another machine. */
    private String named(String content) {
        int entry = content.indexOf(name + ENTRY);
        if (entry >= 0) {
            return content.substring(entry);
        }
        int alone = content.indexOf(ENTRY);
        return alone < 0 ? name : name + content.substring(alone);
    }

    private void end() {
        Pieces open = pieces;
        pieces = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException nothingMoreIsRead) {
            // What was read is whole, or what broke off has been told.
        }
    }

    @Override
    public void close() throws IOException {
        end();
        contents.close();
    }
}
