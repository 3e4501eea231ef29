package dev.firstseen.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.source.TimeMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job goes on from a savepoint that an earlier version made, with what that remembered. The savepoint lies beside the rules
 * and the records it was made of, and stays as it is for as long as such savepoints may exist.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class SavepointTest {
    static final Path MADE = Twin.ROOT.resolve("flink/src/test/resources/savepoint");
    private static final Duration LATENESS = Duration.ofHours(20);
    private static final Memory NAMELESS = new Memory("", "", 0, 0);
    private static final Pattern TIME = Pattern.compile("\"kibana.alert.original_time\":\"([^\"]+)\"");

    private static LocalJob cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    /** The rules, named so that no path of this machine is in the savepoint. */
    private static RuleBook rules() throws IOException {
        try (Stream<Path> files = Files.list(MADE.resolve("rules"))) {
            return new RuleBook(
                    files.sorted()
                            .map(file -> {
                                String name = file.getFileName().toString();
                                RuleText read = new RuleText(name, text(file), NAMELESS);
                                return RuleText.of(read.rule(new ArrayList<>()).orElseThrow(), name, read.text());
                            })
                            .toList(),
                    0,
                    Twin.NOW);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private JobGraph job(List<String> records, boolean ends, int parallelism) throws IOException {
        Configuration configuration = LocalJob.configuration(folder.resolve("checkpoints"), "hashmap");
        // All in one file.
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        job.setParallelism(parallelism);
        job.setMaxParallelism(8);
        Pipeline pipeline = Pipeline.of(
                Fed.to(job, records, LATENESS, ends),
                new PipelineSettings(
                                rules(),
                                Enrichment.BUNDLED,
                                TimeMode.EVENT,
                                Duration.ZERO,
                                PipelineSettings.ALWAYS,
                                PipelineSettings.ALWAYS,
                                Optional.empty())
                        .investigating(Twin.INVESTIGATION));
        Collected.of(pipeline.delivered(), Delivered.type());
        return job.getStreamGraph().getJobGraph();
    }

    @Test
    @EnabledIfSystemProperty(named = "firstseen.savepoint", matches = "write")
    void isMade() throws Exception {
        JobGraph job = job(Files.readAllLines(MADE.resolve("first.ndjson")), false, 2);
        cluster.cluster().submitJob(job).get();
        Fed.await();
        String savepoint = cluster.stop(job.getJobID(), folder.resolve("savepoints"), false);
        // What the files of state were called tells them apart, and is never looked up.
        String own = folder.toString();
        String metadata = Files.readString(Path.of(URI.create(savepoint)).resolve("_metadata"), ISO_8859_1)
                .replace(own, "/" + "s".repeat(own.length() - 1));
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(MADE.resolve("version1.gz")))) {
            packed.write(metadata.getBytes(ISO_8859_1));
        }
    }

    private Path made() throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve("version1"));
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(MADE.resolve("version1.gz")))) {
            Files.copy(packed, unpacked.resolve("_metadata"));
        }
        return unpacked;
    }

    @Test
    void isGoneOnFrom() throws Exception {
        List<String> first = Files.readAllLines(MADE.resolve("first.ndjson"));
        List<String> second = Files.readAllLines(MADE.resolve("second.ndjson"));
        JobGraph job = job(second, true, 3);
        job.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(made().toUri().toString()));
        Collected.reset();
        cluster.run(job);

        Path logs = Files.createDirectories(folder.resolve("logs"));
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        Files.writeString(logs.resolve("all.ndjson"), String.join("\n", all));
        Standing expected = Standing.of(Twin.documentsWithIncidents(rules(), logs));
        Standing told = Standing.of(
                Collected.all(Delivered.class).stream().map(Delivered::line).toList());
        assertThat(told.without(expected)).isEmpty();
        // What was decided on before the savepoint has been told there; what is after it, and what changed, is told
        // here.
        long decided = Fed.time(first.getLast()) - LATENESS.toMillis();
        List<String> after = expected.alerts().stream()
                .filter(document -> isAfter(document, decided))
                .toList();
        assertThat(after).hasSizeGreaterThan(20);
        assertThat(told.alerts()).containsAll(after);
        assertThat(told.incidents()).hasSizeGreaterThan(3);
    }

    private static boolean isAfter(String document, long time) {
        var matcher = TIME.matcher(document);
        return matcher.find() && Instant.parse(matcher.group(1)).toEpochMilli() > time;
    }
}
