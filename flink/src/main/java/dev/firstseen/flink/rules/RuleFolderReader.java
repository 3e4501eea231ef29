package dev.firstseen.flink.rules;

import dev.firstseen.flink.playbooks.PlaybookVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Looks at the folders when it is time, and tells what has changed. */
final class RuleFolderReader implements SourceReader<FolderVersion, RuleFolders.NoSplit> {
    private final List<Path> folders;
    private final List<Path> playbooks;
    private final long now;
    private final long pollMillis;
    private @Nullable FolderVersion last;
    private CompletableFuture<Void> next = CompletableFuture.completedFuture(null);

    RuleFolderReader(List<Path> folders, List<Path> playbooks, long now, long pollMillis) {
        this.folders = folders;
        this.playbooks = playbooks;
        this.now = now;
        this.pollMillis = pollMillis;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<FolderVersion> out) {
        if (!next.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        FolderVersion read = new FolderVersion(
                RuleVersion.read(folders, now),
                playbooks.isEmpty() ? Optional.empty() : Optional.of(PlaybookVersion.read(playbooks)));
        if (last == null || !read.saysTheSameAs(last)) {
            out.collect(read);
            last = read;
        }
        next = new CompletableFuture<Void>().completeOnTimeout(null, pollMillis, TimeUnit.MILLISECONDS);
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return next;
    }

    @Override
    public List<RuleFolders.NoSplit> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public void addSplits(List<RuleFolders.NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
        next.complete(null);
    }
}
