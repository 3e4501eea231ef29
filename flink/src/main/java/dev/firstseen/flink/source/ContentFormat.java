package dev.firstseen.flink.source;

import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.Piece;
import dev.firstseen.microsoft.export.Pieces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files of any shape, archives too, as pieces of whole rows. How far a reader has come is the number of its pieces,
 * so a checkpoint in the midst of a file goes on with the next piece.
 */
final class ContentFormat implements BulkFormat<Portion, FileSourceSplit> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ContentFormat.class);

    private final boolean timed;

    /** @param timed whether the latest time in each piece is to be found */
    ContentFormat(boolean timed) {
        this.timed = timed;
    }

    @Override
    public Reader<Portion> createReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new PieceReader(split, 0);
    }

    @Override
    public Reader<Portion> restoreReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new PieceReader(
                split,
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L));
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Portion> getProducedType() {
        return PortionCoding.type();
    }

    private static Contents contents(FileSourceSplit split) throws IOException {
        org.apache.flink.core.fs.Path path = split.path();
        String scheme = path.toUri().getScheme();
        if (scheme == null || scheme.equals("file")) {
            return Contents.of(List.of(Path.of(path.getPath())), InputStream.nullInputStream());
        }
        return Contents.of(
                List.of(Contents.STANDARD_INPUT), path.getFileSystem().open(path));
    }

    private final class PieceReader implements Reader<Portion> {
        private final String name;
        private final Contents contents;
        private final Deque<Content> left;
        private final LatestTime latest = new LatestTime();
        private @Nullable Pieces pieces;
        private long done;

        PieceReader(FileSourceSplit split, long skipped) throws IOException {
            this.name = split.path().getName();
            this.contents = contents(split);
            this.left = new ArrayDeque<>(contents.contents());
            contents.refusals().forEach(refusal -> LOG.warn("{}: {}", refusal.name(), refusal.why()));
            while (done < skipped && next() != null) {
                done++;
            }
        }

        private @Nullable Piece next() throws IOException {
            while (true) {
                Pieces open = pieces;
                if (open == null) {
                    Content content = left.poll();
                    if (content == null) {
                        return null;
                    }
                    open = Pieces.of(content);
                    open.failure().ifPresent(why -> LOG.warn("{}: {}", content.name(), why));
                    pieces = open;
                }
                Piece piece = open.next();
                if (piece != null) {
                    return piece;
                }
                open.close();
                pieces = null;
            }
        }

        @Override
        public @Nullable RecordIterator<Portion> readBatch() throws IOException {
            Piece piece = next();
            if (piece == null) {
                return null;
            }
            done++;
            Portion portion = new Portion(name, piece.form(), piece.rows(), piece.tooLong(), Portion.TIMELESS);
            if (timed) {
                portion = new Portion(name, piece.form(), piece.rows(), piece.tooLong(), latest.of(portion));
            }
            SingletonResultIterator<Portion> one = new SingletonResultIterator<>();
            one.set(portion, CheckpointedPosition.NO_OFFSET, done);
            return one;
        }

        @Override
        public void close() throws IOException {
            if (pieces != null) {
                pieces.close();
            }
            contents.close();
        }
    }
}
