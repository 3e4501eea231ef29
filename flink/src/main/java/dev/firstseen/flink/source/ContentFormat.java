package dev.firstseen.flink.source;

import dev.firstseen.microsoft.container.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of any shape, archives too, as pieces of whole rows. How far a reader has come is the number of its pieces,
 * so a checkpoint in the midst of a file goes on with the next piece.
 */
final class ContentFormat implements BulkFormat<Portion, FileSourceSplit> {
    private static final long serialVersionUID = 1;

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

    private static FilePortions portions(org.apache.flink.core.fs.Path path) throws IOException {
        String scheme = path.toUri().getScheme();
        if (scheme == null || scheme.equals("file")) {
            return new FilePortions(
                    path.getName(),
                    Contents.of(List.of(Path.of(path.getPath())), InputStream.nullInputStream()),
                    Optional.empty());
        }
        FileSystem files = path.getFileSystem();
        Connection connection =
                new Connection(files.open(path), files.getFileStatus(path).getLen());
        return new FilePortions(
                path.getName(), Contents.of(List.of(Contents.STANDARD_INPUT), connection), Optional.of(connection));
    }

    private final class PieceReader implements Reader<Portion> {
        private final FilePortions portions;
        private final LatestTime latest = new LatestTime();
        private long done;

        PieceReader(FileSourceSplit split, long skipped) throws IOException {
            this.portions = portions(split.path());
            try {
                while (done < skipped && portions.next() != null) {
                    done++;
                }
            } catch (IOException broken) {
                portions.close();
                throw broken;
            }
        }

        @Override
        public @Nullable RecordIterator<Portion> readBatch() throws IOException {
            Portion portion = portions.next();
            if (portion == null) {
                return null;
            }
            done++;
            SingletonResultIterator<Portion> one = new SingletonResultIterator<>();
            one.set(
                    timed && !portion.isFailed() ? portion.at(latest.of(portion)) : portion,
                    CheckpointedPosition.NO_OFFSET,
                    done);
            return one;
        }

        @Override
        public void close() throws IOException {
            portions.close();
        }
    }
}
