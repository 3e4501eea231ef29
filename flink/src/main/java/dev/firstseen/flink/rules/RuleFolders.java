package dev.firstseen.flink.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The versions of the rules and playbooks in folders, looked at again and again by one task. It keeps no state: when it starts it tells
 * what is there, and whoever has them already does nothing.
 */
public final class RuleFolders implements Source<FolderVersion, RuleFolders.NoSplit, Integer> {
    private static final long serialVersionUID = 1;

    private final List<String> folders;
    private final List<String> playbooks;
    private final long now;
    private final long pollMillis;

    /**
     * Rules in folders, and the playbooks by which their alerts are investigated.
     *
     * @param playbooks none where nothing is investigated
     * @param now see {@link RuleBook#now}
     */
    public RuleFolders(List<Path> folders, List<Path> playbooks, long now, Duration poll) {
        this.folders = names(folders);
        this.playbooks = names(playbooks);
        this.now = now;
        this.pollMillis = poll.toMillis();
    }

    private static List<String> names(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }

    /** Adds them to a job. They hold no watermark back. */
    public DataStream<FolderVersion> in(StreamExecutionEnvironment job) {
        return job.fromSource(
                        this,
                        WatermarkStrategy.forGenerator(_ -> new Timeless()),
                        "rules",
                        FolderVersion.OfFolderVersion.type())
                .uid("rules")
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    private static final class Timeless implements WatermarkGenerator<FolderVersion> {
        @Override
        public void onEvent(FolderVersion version, long time, WatermarkOutput out) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput out) {
            out.markIdle();
        }
    }

    /** Folders are not cut into splits; there is none of these. */
    public record NoSplit() implements SourceSplit {
        @Override
        public String splitId() {
            return "";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<FolderVersion, NoSplit> createReader(SourceReaderContext context) {
        return new RuleFolderReader(paths(folders), paths(playbooks), now, pollMillis);
    }

    @Override
    public SplitEnumerator<NoSplit, Integer> createEnumerator(SplitEnumeratorContext<NoSplit> context) {
        return new Nothing();
    }

    @Override
    public SplitEnumerator<NoSplit, Integer> restoreEnumerator(
            SplitEnumeratorContext<NoSplit> context, Integer nothing) {
        return new Nothing();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new Empty<>(new NoSplit());
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new Empty<>(0);
    }

    /** Gives nobody anything to read. */
    private static final class Nothing implements SplitEnumerator<NoSplit, Integer> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int task, String host) {}

        @Override
        public void addSplitsBack(List<NoSplit> splits, int task) {}

        @Override
        public void addReader(int task) {}

        @Override
        public Integer snapshotState(long checkpoint) {
            return 0;
        }

        @Override
        public void close() {}
    }

    /** Of a type with one value. */
    private record Empty<T>(T only) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            return new byte[0];
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return only;
        }
    }
}
