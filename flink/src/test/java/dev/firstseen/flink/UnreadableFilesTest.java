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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be read, or only in part, is told by its name and stops nothing. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class UnreadableFilesTest {
    private static LocalJob cluster;

    @TempDir
    private Path folder;

    private Path logs;
    private Path out;
    private RuleBook rules;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        Random random = new Random(5);
        rules = Twin.rules(
                SavepointTest.MADE.resolve("rules/network.toml"), SavepointTest.MADE.resolve("rules/counted.toml"));
        out = Files.createDirectories(folder.resolve("out"));
        logs = Files.createDirectories(folder.resolve("logs"));
        byte[] whole = gzip(String.join("\n", RandomRecords.alike(random, 4_000)));
        Files.write(logs.resolve("cut.json.gz"), Arrays.copyOf(whole, whole.length * 2 / 3));
        Files.writeString(logs.resolve("good.json"), String.join("\n", RandomRecords.alike(random, 40)));
        Files.writeString(logs.resolve("page.html"), "<!DOCTYPE html><html><body>Sign in</body></html>");
        byte[] noise = new byte[3_000];
        random.nextBytes(noise);
        Files.write(logs.resolve("noise.bin"), noise);
        Files.write(logs.resolve("archive.zip"), Arrays.copyOf(zip(), 400));
        Files.write(logs.resolve("entries.zip"), zip());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** One entry that is a page, and one with records. */
    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("inside.html"));
            out.write("<html></html>".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("inside.json"));
            out.write(String.join("\n", RandomRecords.alike(new Random(9), 30)).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private JobGraph job(TimeMode mode) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "hashmap"));
        job.setParallelism(2);
        job.enableCheckpointing(200);
        Pipeline pipeline = Pipeline.of(
                Tap.on(Sources.of(
                        job,
                        new SourceSettings.Files("files", logs.toUri().toString(), Duration.ofMillis(20)),
                        mode,
                        new WatermarkSettings(Duration.ofDays(10_000), Duration.ZERO))),
                PipelineSettings.bounded(rules, Enrichment.BUNDLED));
        Sinks.of(
                pipeline.delivered(),
                new SinkSettings.Files("alerts", out.toUri().toString()));
        Collected.of(pipeline.notices(), Codings.OfNotice.type());
        Collected.reset();
        return job.getStreamGraph().getJobGraph();
    }

    private static Map<String, String> failures() {
        Map<String, String> failures = new TreeMap<>();
        Collected.all(Notice.class).stream()
                .filter(notice -> notice.kind().equals("rejected"))
                .forEach(notice -> failures.merge(
                        notice.of(), notice.reason(), (one, other) -> one.contains(other) ? one : one + " " + other));
        return failures;
    }

    @Test
    void aBoundedJobTellsThemAndReadsTheRest() throws Exception {
        // Also what begins like a temporary file: all that the scan reads.
        Files.writeString(logs.resolve("_more.json"), String.join("\n", RandomRecords.alike(new Random(6), 40)));
        List<String> expected = Twin.documents(rules, logs);
        Tap.reset(2);
        cluster.run(job(TimeMode.BOUNDED));
        assertThat(LocalJob.documents(out)).isEqualTo(expected).hasSizeGreaterThan(20);
        assertThat(failures())
                .containsOnlyKeys("archive.zip", "cut.json.gz", "entries.zip!/inside.html", "noise.bin", "page.html")
                .hasEntrySatisfying("cut.json.gz", why -> assertThat(why).contains("It is cut off"));
    }

    @Test
    void soDoesOneThatGoesOn() throws Exception {
        Path daily = Files.createDirectories(logs.resolve("daily.part").resolve(".more"));
        Files.move(logs.resolve("good.json"), daily.resolve("good.json"));
        List<String> expected = Twin.documents(rules, logs);
        Files.writeString(logs.resolve("later.json.part"), String.join("\n", RandomRecords.alike(new Random(6), 40)));
        Tap.reset(2);
        JobGraph job = job(TimeMode.EVENT);
        cluster.cluster().submitJob(job).get();
        Tap.await(7);
        // What is last in the largest file.
        Collected.await(Notice.class, notice -> notice.of().equals("cut.json.gz"), 1);
        cluster.stop(job.getJobID(), folder.resolve("savepoints"), true);
        assertThat(LocalJob.documents(out)).isEqualTo(expected);
        assertThat(failures())
                .containsOnlyKeys("archive.zip", "cut.json.gz", "entries.zip!/inside.html", "noise.bin", "page.html");
    }
}
