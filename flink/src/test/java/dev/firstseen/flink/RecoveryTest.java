package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.sink.Sinks;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.Sources;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.source.WatermarkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that fails, or is stopped and goes on, delivers what one without trouble delivers, once. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class RecoveryTest {
    private static final int FILES = 30;

    private static LocalJob cluster;

    @TempDir
    private Path folder;

    private Path prepared;
    private Path logs;
    private Path out;
    private RuleBook rules;
    private List<String> expected;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        Random random = new Random(11);
        prepared = Files.createDirectories(folder.resolve("prepared"));
        logs = Files.createDirectories(folder.resolve("logs"));
        out = Files.createDirectories(folder.resolve("out"));
        List<String> records = RandomRecords.alike(random, 20 * FILES);
        for (int i = 0; i < FILES; i++) {
            Files.writeString(file(i), String.join("\n", records.subList(20 * i, 20 * i + 20)));
        }
        rules = Twin.rules(RandomRules.write(random, Files.createDirectories(folder.resolve("rules"))));
        expected = Twin.documentsWithIncidents(rules, prepared);
        assertThat(expected).anyMatch(document -> document.contains("\"investigations\":[{"));
    }

    private Path file(int number) {
        return prepared.resolve("part" + number + ".json");
    }

    private void arrive(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            Path copy = Files.copy(file(i), folder.resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, logs.resolve(file(i).getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A job without an end over what arrives in a folder; nothing is decided before it is drained. */
    private JobGraph endless(int parallelism) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "rocksdb"));
        job.setParallelism(parallelism);
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.enableCheckpointing(100);
        Pipeline pipeline = Pipeline.of(
                Tap.on(Sources.of(
                        job,
                        new SourceSettings.Files("files", logs.toUri().toString(), Duration.ofMillis(20)),
                        TimeMode.EVENT,
                        new WatermarkSettings(Duration.ofDays(10_000), Duration.ZERO))),
                PipelineSettings.bounded(rules, Enrichment.BUNDLED).investigating(Twin.INVESTIGATION));
        Sinks.of(
                pipeline.delivered(),
                new SinkSettings.Files("alerts", out.toUri().toString()));
        return job.getStreamGraph().getJobGraph();
    }

    /** Stops a job with a savepoint; one of which not all tasks run yet cannot be stopped, and is asked again. */
    private String stop(JobID job, boolean drained) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return cluster.cluster()
                        .stopWithSavepoint(
                                job,
                                folder.resolve("savepoints").toUri().toString(),
                                drained,
                                SavepointFormatType.CANONICAL)
                        .get();
            } catch (ExecutionException notYet) {
                if (attempt > 1000) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    @Test
    void stoppedAndGoingOnAtAnotherParallelism() throws Exception {
        Tap.reset(0);
        arrive(0, FILES / 3);
        JobGraph first = endless(1);
        cluster.cluster().submitJob(first).get();
        Tap.await(FILES / 3);
        String savepoint = stop(first.getJobID(), false);

        arrive(FILES / 3, 2 * FILES / 3);
        JobGraph second = endless(3);
        second.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        cluster.cluster().submitJob(second).get();
        Tap.await(2 * FILES / 3);
        savepoint = stop(second.getJobID(), false);

        arrive(2 * FILES / 3, FILES);
        JobGraph third = endless(2);
        third.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        cluster.cluster().submitJob(third).get();
        Tap.await(FILES);
        stop(third.getJobID(), true);
        assertThat(LocalJob.documents(out)).isEqualTo(expected);
    }

    @Test
    void failingNowAndThen() throws Exception {
        Tap.reset(5);
        JobGraph job = endless(2);
        cluster.cluster().submitJob(job).get();
        for (int step = 0; step < 3; step++) {
            arrive(step * FILES / 3, (step + 1) * FILES / 3);
            Tap.await((step + 1) * FILES / 3);
        }
        assertThat(Tap.failed()).isPositive();
        stop(job.getJobID(), true);
        assertThat(LocalJob.documents(out)).isEqualTo(expected);
    }
}
