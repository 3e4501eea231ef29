package dev.firstseen.flink;

import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.sink.Sinks;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.Sources;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.source.WatermarkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A cluster in this process, and jobs of ours on it. */
public final class LocalJob implements AutoCloseable {
    static final int SLOTS = 4;

    private final MiniCluster cluster;

    private LocalJob(MiniCluster cluster) {
        this.cluster = cluster;
    }

    public static LocalJob start() throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
        cluster.start();
        return new LocalJob(cluster);
    }

    MiniCluster cluster() {
        return cluster;
    }

    /** Settings that keep state in a folder, on disk or in the heap, and go on after failures. */
    public static Configuration configuration(Path checkpoints, String backend) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        return configuration;
    }

    /**
     * A job over files, all of which are read before anything is decided.
     *
     * @param between what stands between the source and the rest
     */
    static JobGraph bounded(
            Configuration configuration,
            PipelineSettings settings,
            Path logs,
            Path out,
            int parallelism,
            UnaryOperator<DataStream<Portion>> between) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        job.setParallelism(parallelism);
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.enableCheckpointing(200);
        job.getConfig().enableObjectReuse();
        DataStream<Portion> portions = Sources.of(
                job,
                new SourceSettings.Files("files", logs.toUri().toString(), Duration.ZERO),
                TimeMode.BOUNDED,
                new WatermarkSettings(Duration.ZERO, Duration.ZERO));
        Pipeline pipeline = Pipeline.of(between.apply(portions), settings);
        Sinks.of(
                pipeline.delivered(),
                new SinkSettings.Files("alerts", out.toUri().toString()));
        return job.getStreamGraph().getJobGraph();
    }

    /** Runs a job to its end. */
    public void run(JobGraph job) throws Exception {
        cluster.executeJobBlocking(job);
    }

    /**
     * Stops a job with a savepoint; one of which not all tasks run yet cannot be stopped, and is asked again.
     *
     * @return where the savepoint is
     */
    String stop(JobID job, Path savepoints, boolean drained) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return cluster.stopWithSavepoint(
                                job, savepoints.toUri().toString(), drained, SavepointFormatType.CANONICAL)
                        .get();
            } catch (ExecutionException notYet) {
                if (attempt > 1000) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    /** What a job has delivered, comparable with its {@link Twin}. */
    static List<String> documents(Path out) {
        try (Stream<Path> files = Files.walk(out)) {
            return Twin.comparable(files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .flatMap(LocalJob::lines)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
