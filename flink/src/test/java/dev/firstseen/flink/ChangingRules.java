package dev.firstseen.flink;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.incident.InvestigationSettings;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.rules.RuleFolders;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A job whose rules lie in a folder and change while it runs, and what the scan says. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
abstract class ChangingRules {
    private static final String TENANT_ID = "59228b75-87e5-4f05-a5be-214ac352e317";
    private static final int TASKS = 2;

    static final Pattern COVERAGE = Pattern.compile("\"coverage\":([0-9.eE-]+)");
    private static final Pattern COVERED = Pattern.compile("history covers [^;\"]*");

    static LocalJob cluster;

    @TempDir
    Path folder;

    Path rules;
    List<Path> playbooks = List.of();
    Path logs;
    private int changes;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    void put(String name, String text) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), text);
        Files.move(written, rules.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waits until all tasks have the rules that are in the folder now. */
    void awaitChange() throws InterruptedException {
        changes++;
        Collected.await(Notice.class, notice -> notice.reason().startsWith("The rules have changed"), TASKS * changes);
    }

    static String newTerms(int id, String severity, String window) {
        return """
                [metadata]
                creation_date = "2026/11/25"
                maturity = "production"
                updated_date = "2026/11/25"
                [rule]
                author = ["test"]
                description = "A rule of a test."
                from = "now-9m"
                language = "kuery"
                name = "Rule %d"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-%012d"
                severity = "%s"
                query = 'event.action: UserLoggedIn'
                type = "new_terms"
                [rule.new_terms]
                field = "new_terms_fields"
                value = ["user.id", "source.as.number"]
                [[rule.new_terms.history_window_start]]
                field = "history_window_start"
                value = "now-%s"
                """.formatted(id, id, severity, window);
    }

    /** Documents as they would be had all been observed alike. */
    static List<String> withoutCoverage(List<String> documents) {
        return documents.stream()
                .map(document -> COVERAGE.matcher(document).replaceAll("\"coverage\":-"))
                .map(document -> COVERED.matcher(document).replaceAll("history"))
                .sorted()
                .toList();
    }

    /** Each as it was last told. */
    static List<String> last(List<Delivered> told) {
        SequencedMap<String, String> byId = new LinkedHashMap<>();
        told.forEach(each -> byId.put(each.id(), each.line()));
        return Twin.comparable(List.copyOf(byId.values()));
    }

    /** Sign-ins of six days, and a last record that no rule concerns, which lets all before it be decided. */
    static List<String> records(Random random, int firstDay) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = "id" + firstDay + "-" + i;
            records.add(record(
                    "2026-03-%02dT%02d:00:0%d"
                            .formatted(firstDay + random.nextInt(6), random.nextInt(24), random.nextInt(2)),
                    id,
                    "UserLoggedIn",
                    List.of("217.92.197.17", "43.163.79.165", "88.66.131.86").get(random.nextInt(3)),
                    "user" + random.nextInt(4)));
        }
        records.add(record(end(firstDay).toString().replace("Z", ""), "end" + firstDay, "FileAccessed", "", "user0"));
        return records;
    }

    static Instant end(int firstDay) {
        return Instant.parse("2026-03-%02dT12:00:00Z".formatted(firstDay + 6));
    }

    static String signIn(String time, String id) {
        return record(time, id, "UserLoggedIn", "217.92.197.17", "user0");
    }

    static void replace(Path file, String text) throws IOException {
        Path written = Files.writeString(file.resolveSibling("written"), text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String record(String time, String id, String operation, String address, String user) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"%s\",\"OrganizationId\":\"%s\",\"RecordType\":15,"
                        + "\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"%s\","
                        + "\"UserId\":\"%s@example.com\"}")
                .formatted(time, id, operation, TENANT_ID, address, user);
    }

    void arrive(List<String> records, String name) throws IOException {
        Path written = Files.writeString(folder.resolve("arriving"), String.join("\n", records));
        Files.move(written, logs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The job.
     *
     * @param mode which time counts, and so whether an alert is told before its group is closed
     */
    JobGraph job(TimeMode mode, int tasks) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "rocksdb"));
        job.setParallelism(tasks);
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.enableCheckpointing(100);
        DataStream<Portion> portions = Tap.on(Sources.of(
                job,
                new SourceSettings.Files("files", logs.toUri().toString(), Duration.ofMillis(20)),
                TimeMode.EVENT,
                new WatermarkSettings(Duration.ZERO, Duration.ofSeconds(1))));
        Pipeline pipeline = Pipeline.of(
                portions,
                new RuleFolders(List.of(rules), playbooks, Twin.NOW, Duration.ofMillis(20)).in(job),
                new PipelineSettings(
                        Twin.rules(rules),
                        Enrichment.BUNDLED,
                        mode,
                        Duration.ZERO,
                        PipelineSettings.ALWAYS,
                        PipelineSettings.ALWAYS,
                        investigation()));
        Collected.of(pipeline.delivered(), Delivered.type());
        Collected.of(pipeline.notices(), Codings.OfNotice.type());
        return job.getStreamGraph().getJobGraph();
    }

    private Optional<InvestigationSettings> investigation() {
        return playbooks.isEmpty()
                ? Optional.empty()
                : Optional.of(new InvestigationSettings(
                        PlaybookTexts.read(playbooks, new ArrayList<>()), PipelineSettings.ALWAYS));
    }

    /** What the scan says of one rule over some records. */
    List<String> scan(String rule, List<String> records) throws IOException {
        Path only = Files.createDirectories(folder.resolve("scan"));
        Files.writeString(only.resolve("records.json"), String.join("\n", records));
        Path file = Files.writeString(folder.resolve("rule.toml"), rule);
        return Twin.documents(Twin.rules(file), only);
    }

    static List<String> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** Begins with rules, each in a file of its name. */
    JobID begin(Map<String, String> files, TimeMode mode) throws Exception {
        rules = Files.createDirectories(folder.resolve("rules"));
        logs = Files.createDirectories(folder.resolve("logs"));
        Collected.reset();
        Tap.reset(0);
        for (Map.Entry<String, String> file : files.entrySet()) {
            put(file.getKey(), file.getValue());
        }
        return cluster.cluster().submitJob(job(mode, TASKS)).get().getJobID();
    }

    void stop(JobID job) throws Exception {
        cluster.cluster()
                .stopWithSavepoint(
                        job, folder.resolve("savepoints").toUri().toString(), true, SavepointFormatType.CANONICAL)
                .get();
    }
}
