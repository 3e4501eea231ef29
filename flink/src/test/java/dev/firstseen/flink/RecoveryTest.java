package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
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

    /** So many files arrive together, and are read in any order. */
    private static final int TOGETHER = 2;

    /** Longer than the records of these span. */
    private static final Duration LATENESS = Duration.ofDays(3);

    /** After a failure files are read again in any order, however far apart: then all waits for the end. */
    private static final Duration ALL = Duration.ofDays(10_000);

    /**
     * A task that was idle holds nobody back: were it slow to hand on the next file, on a busy machine by a second, the others
     * would go on without it by days of the records, and what it has would be late.
     */
    private static final Duration NEVER_IDLE = Duration.ZERO;

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
        records.sort(Comparator.comparingLong(Fed::time));
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

    /** In the order of time, but for those that arrive together. */
    private void arrive(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Path copy = Files.copy(file(i), folder.resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, logs.resolve(file(i).getFileName()), StandardCopyOption.ATOMIC_MOVE);
            if ((i + 1) % TOGETHER == 0 || i + 1 == to) {
                Tap.await(i + 1);
            }
        }
    }

    private Path savepoints() {
        return folder.resolve("savepoints");
    }

    /**
     * A job without an end over what arrives in a folder: what is older than the lateness is decided while it runs, so that
     * savepoints hold what is remembered, and not only what waits.
     */
    private JobGraph endless(int parallelism, Duration lateness) {
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
                        new WatermarkSettings(lateness, NEVER_IDLE))),
                PipelineSettings.bounded(rules, Enrichment.BUNDLED).investigating(Twin.INVESTIGATION));
        Collected.of(pipeline.notices(), Codings.OfNotice.type());
        Sinks.of(
                pipeline.delivered(),
                new SinkSettings.Files("alerts", out.toUri().toString()));
        return job.getStreamGraph().getJobGraph();
    }

    @Test
    void stoppedAndGoingOnAtAnotherParallelism() throws Exception {
        Tap.reset(0);
        Collected.reset();
        JobGraph first = endless(1, LATENESS);
        cluster.cluster().submitJob(first).get();
        arrive(0, FILES / 3);
        String savepoint = cluster.stop(first.getJobID(), savepoints(), false);

        assertThat(LocalJob.documents(out)).as("decided before the savepoint").hasSizeGreaterThan(20);
        JobGraph second = endless(3, LATENESS);
        second.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        cluster.cluster().submitJob(second).get();
        arrive(FILES / 3, 2 * FILES / 3);
        savepoint = cluster.stop(second.getJobID(), savepoints(), false);

        JobGraph third = endless(2, LATENESS);
        third.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        cluster.cluster().submitJob(third).get();
        arrive(2 * FILES / 3, FILES);
        cluster.stop(third.getJobID(), savepoints(), true);
        assertThat(Collected.all(Notice.class))
                .noneMatch(notice -> notice.kind().equals("late"));
        assertThat(LocalJob.documents(out)).isEqualTo(expected);
    }

    @Test
    void failingNowAndThen() throws Exception {
        Tap.reset(5);
        Collected.reset();
        JobGraph job = endless(2, ALL);
        cluster.cluster().submitJob(job).get();
        for (int step = 0; step < 3; step++) {
            arrive(step * FILES / 3, (step + 1) * FILES / 3);
        }
        assertThat(Tap.failed()).isPositive();
        cluster.stop(job.getJobID(), savepoints(), true);
        assertThat(LocalJob.documents(out)).isEqualTo(expected);
    }
}
