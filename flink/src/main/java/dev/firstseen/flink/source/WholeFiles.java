package dev.firstseen.flink.source;

import dev.firstseen.collect.folder.Unfinished;
import java.util.function.Predicate;
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
        return new NonSplittingRecursiveEnumerator(taken);
    }
}
