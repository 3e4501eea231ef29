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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a job that goes on answers otherwise than the scan, a late record is the reason, and is told. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class LateRecordsTest {
    private static final Duration WINDOW = Duration.ofDays(3);
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

    private static Set<Long> late() {
        return Collected.all(Notice.class).stream()
                .filter(notice -> notice.kind().equals("late"))
                .map(Notice::time)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whateverDiffersWasToldAsLate() throws Exception {
        int differing = 0;
        int judgedLate = 0;
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            List<String> records = late(random);
            JobGraph job = environmentAndJob(records);
            cluster.run(job);
            Map<String, Raised> expected = scanned(records);
            Map<String, Raised> told = told();
            Set<Long> late = late();
            Map<String, Raised> missing = new TreeMap<>(expected);
            missing.keySet().removeAll(told.keySet());
            assertThat(missing.values()).as("seed %d", seed).allMatch(alert -> late.contains(alert.time()));
            Map<String, Raised> more = new TreeMap<>(told);
            more.keySet().removeAll(expected.keySet());
            assertThat(more.values())
                    .as("seed %d", seed)
                    .allMatch(alert -> late.stream()
                            .anyMatch(time -> time < alert.time() && time >= alert.time() - WINDOW.toMillis()));
            differing += missing.size() + more.size();
            judgedLate += (int) told.values().stream()
                    .filter(alert -> expected.containsValue(alert) && behind(records, alert.time()))
                    .count();
        }
        assertThat(differing).isPositive();
        assertThat(judgedLate).isPositive();
    }

    private JobGraph environmentAndJob(List<String> records) {
        StreamExecutionEnvironment job = environment(2);
        return job(job, Fed.to(job, records, LATENESS, true));
    }

    /** Times of their own, and an order that is up to a day off; most networks are seen again about when they are forgotten. */
    private static List<String> late(Random random) {
        record Coming(String record, long arrives) {}
        List<Coming> coming = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            long second = random.nextInt((int) Duration.ofDays(14).toSeconds());
            Instant time = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(second);
            String record =
                    ("{\"CreationTime\":\"%s\",\"Id\":\"id%d\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":"
                                    + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,\"ResultStatus\":\"Success\","
                                    + "\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"198.51.100.%d\",\"UserId\":\"u%d@example.com\"}")
                            .formatted(time.toString().replace("Z", ""), i, random.nextInt(6), random.nextInt(2));
            long delay = random.nextInt(3) == 0
                    ? random.nextInt((int) Duration.ofDays(1).toSeconds())
                    : 0;
            coming.add(new Coming(record, second + delay));
        }
        coming.sort(Comparator.comparingLong(Coming::arrives));
        return coming.stream().map(Coming::record).toList();
    }

    /** Whether a record came when its time had been decided. */
    private static boolean behind(List<String> records, long time) {
        long latest = Long.MIN_VALUE;
        for (String record : records) {
            if (Fed.time(record) == time) {
                return time < latest - LATENESS.toMillis();
            }
            latest = Math.max(latest, Fed.time(record));
        }
        return false;
    }

    @Test
    void aTimeThatCannotBeMovesNoTimeOn() throws Exception {
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
        records.add(record.formatted("9998-01-01T00:00:00", "bad"));
        arrive(records.subList(7, 8), "bad.json", 2);
        records.add(record.formatted("2026-03-08T08:00:00", "day8"));
        arrive(records.subList(8, 9), "next.json", 3);
        cluster.stop(job.getJobID(), folder.resolve("savepoints"), true);
        assertThat(told()).isEqualTo(scanned(records)).hasSize(2);
        assertThat(Collected.all(Notice.class))
                .extracting(Notice::kind, Notice::of, Notice::count)
                .containsExactly(tuple("ahead", "bad.json", 1L));
    }

    private void arrive(List<String> records, String name, int files) throws Exception {
        Path written = Files.writeString(folder.resolve("arriving"), String.join("\n", records));
        Files.move(written, logs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Tap.await(files);
    }
}
