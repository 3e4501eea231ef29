package dev.firstseen.flink.source;

import dev.firstseen.collect.folder.Unfinished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Which files of a folder are read. A bounded job reads all, as the scan does; one that goes on reads a file once, when it
 * first sees it, and passes over names under which programs write what they rename when it is complete.
 *
 * @param all whether all are read
 */
record WholeFiles(boolean all) implements FileEnumerator.Provider {
    @Override
    public FileEnumerator create() {
        Predicate<Path> taken = all ? _ -> true : path -> !Unfinished.is(path.getName());
        return new AllFolders(taken);
    }

    /** What a folder is called says nothing about the files in it; Flink's own asks for both. */
    private static final class AllFolders extends NonSplittingRecursiveEnumerator {
        AllFolders(Predicate<Path> taken) {
            super(taken);
        }

        @Override
        @SuppressWarnings("NonApiType") // What Flink's own asks for.
        protected void addSplitsForPath(FileStatus status, FileSystem files, ArrayList<FileSourceSplit> splits)
                throws IOException {
            if (!status.isDir()) {
                super.addSplitsForPath(status, files, splits);
                return;
            }
            for (FileStatus below : files.listStatus(status.getPath())) {
                addSplitsForPath(below, files, splits);
            }
        }
    }
}
