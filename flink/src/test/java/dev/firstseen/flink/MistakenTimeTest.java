package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.incident.Essence;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.Sources;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.source.WatermarkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record of a time that cannot be does not make all others late. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class MistakenTimeTest {
    private static final Duration LATENESS = Duration.ofHours(6);

    private static LocalJob cluster;

    @TempDir
    private Path folder;

    private Path logs;
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
        logs = Files.createDirectories(folder.resolve("logs"));
        Path rule = folder.resolve("rule.toml");
        Files.writeString(rule, """
                [metadata]
                creation_date = "2026/11/28"
                maturity = "production"
                updated_date = "2026/11/28"
                [rule]
                author = ["test"]
                description = "A rule of a test."
                from = "now-9m"
                language = "kuery"
                name = "Network"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-000000000001"
                severity = "low"
                query = 'event.action: UserLoggedIn'
                type = "new_terms"
                [rule.new_terms]
                field = "new_terms_fields"
                value = ["user.id", "source.ip"]
                [[rule.new_terms.history_window_start]]
                field = "history_window_start"
                value = "now-3d"
                """);
        rules = Twin.rules(rule);
    }

    private JobGraph job(StreamExecutionEnvironment job, DataStream<Portion> portions) {
        Pipeline pipeline = Pipeline.of(
                portions,
                new PipelineSettings(
                        rules,
                        Enrichment.BUNDLED,
                        TimeMode.EVENT,
                        LATENESS,
                        PipelineSettings.ALWAYS,
                        Duration.ZERO,
                        Optional.empty()));
        Collected.of(pipeline.delivered(), Delivered.type());
        Collected.of(pipeline.notices(), Codings.OfNotice.type());
        Collected.reset();
        return job.getStreamGraph().getJobGraph();
    }

    private StreamExecutionEnvironment environment(int parallelism) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "hashmap"));
        job.setParallelism(parallelism);
        return job;
    }

    /** An alert by its id: of whom and when. */
    private record Raised(String user, long time) {}

    private static Map<String, Raised> raised(List<String> documents) {
        Map<String, Raised> raised = new TreeMap<>();
        for (String document : documents) {
            WrittenFields fields = Essence.fields(document);
            raised.put(
                    fields.text("kibana.alert.uuid").orElseThrow(),
                    new Raised(
                            fields.texts("user.id").getFirst(),
                            Instant.parse(fields.text("kibana.alert.original_time")
                                            .orElseThrow())
                                    .toEpochMilli()));
        }
        return raised;
    }

    private static Map<String, Raised> told() {
        return raised(
                Collected.all(Delivered.class).stream().map(Delivered::line).toList());
    }

    private Map<String, Raised> scanned(List<String> records) throws IOException {
        Files.writeString(logs.resolve("all.json"), String.join("\n", records));
        return raised(Twin.documents(rules, logs));
    }

    @Test
    void aTimeThatCannotBeMovesNoTimeOnAndIsNotUsed() throws Exception {
        StreamExecutionEnvironment environment = environment(1);
        JobGraph job = job(
                environment,
                Tap.on(Sources.of(
                        environment,
                        new SourceSettings.Files("files", logs.toUri().toString(), Duration.ofMillis(20)),
                        TimeMode.EVENT,
                        new WatermarkSettings(LATENESS, Duration.ZERO))));
        Tap.reset(0);
        cluster.cluster().submitJob(job).get();
        String record = ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":"
                + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,\"ResultStatus\":\"Success\","
                + "\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"217.92.197.17\",\"UserId\":\"ada@example.com\"}");
        List<String> records = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            records.add(record.formatted("2026-03-0" + day + "T08:00:00", "day" + day));
        }
        arrive(records, "week.json", 1);
        arrive(
                List.of(
                        record.formatted("9998-01-01T00:00:00", "bad"),
                        record.formatted("9998-01-02T00:00:00", "worse")),
                "bad.json",
                2);
        records.add(record.formatted("2026-03-08T08:00:00", "day8"));
        arrive(records.subList(7, 8), "next.json", 3);
        cluster.stop(job.getJobID(), folder.resolve("savepoints"), true);
        Files.delete(logs.resolve("bad.json"));
        assertThat(told()).isEqualTo(scanned(records)).hasSize(1);
        assertThat(Collected.all(Notice.class))
                .extracting(Notice::kind, Notice::of, Notice::count)
                .containsExactly(tuple("ahead", "bad.json", 2L));
    }

    private void arrive(List<String> records, String name, int files) throws Exception {
        Path written = Files.writeString(folder.resolve("arriving"), String.join("\n", records));
        Files.move(written, logs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Tap.await(files);
    }
}
