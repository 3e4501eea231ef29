package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.rules.RuleFolders;
import dev.firstseen.flink.rules.RuleVersion;
import dev.firstseen.flink.rules.RuleText;
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
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules come, change and go while the job runs; each answers as the scan does over what was read since it began. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class ChangingRulesTest {
    private static final Pattern COVERAGE = Pattern.compile("\"coverage\":([0-9.eE-]+)");
    private static final Pattern COVERED = Pattern.compile("history covers [^;\"]*");
    private static final Pattern TIME = Pattern.compile("\"kibana.alert.original_time\":\"([^\"]+)\"");
    private static final String TENANT_ID = "59228b75-87e5-4f05-a5be-214ac352e317";
    private static final int TASKS = 2;

    private static LocalJob cluster;

    @TempDir
    private Path folder;

    private Path rules;
    private Path logs;
    private int changes;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void aRuleThatIsThereTwiceRunsOnce(@TempDir Path twice) throws Exception {
        Files.writeString(twice.resolve("a.toml"), newTerms(1, "low", "7d"));
        Files.writeString(twice.resolve("b.toml"), newTerms(1, "high", "3d"));
        RuleVersion read = RuleVersion.read(List.of(twice), 0);
        assertThat(read.book().texts())
                .extracting(RuleText::file)
                .containsExactly(twice.resolve("a.toml").toString());
        assertThat(read.problems())
                .containsExactly("%s has the rule_id of %s and is left out."
                        .formatted(twice.resolve("b.toml"), twice.resolve("a.toml")));
        assertThat(read.broken()).isEmpty();
    }

    private static String newTerms(int id, String severity, String window) {
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

    private void put(String name, String text) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), text);
        Files.move(written, rules.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waits until all tasks have the rules that are in the folder now. */
    private void awaitChange() throws InterruptedException {
        changes++;
        Collected.await(Notice.class, notice -> notice.reason().startsWith("The rules have changed"), TASKS * changes);
    }

    /** Sign-ins of six days, and a last record that no rule concerns, which lets all before it be decided. */
    private static List<String> records(Random random, int firstDay) {
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

    private static Instant end(int firstDay) {
        return Instant.parse("2026-03-%02dT12:00:00Z".formatted(firstDay + 6));
    }

    private static String record(String time, String id, String operation, String address, String user) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"%s\",\"OrganizationId\":\"%s\",\"RecordType\":15,"
                        + "\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"%s\","
                        + "\"UserId\":\"%s@example.com\"}")
                .formatted(time, id, operation, TENANT_ID, address, user);
    }

    private void arrive(List<String> records, String name) throws IOException {
        Path written = Files.writeString(folder.resolve("arriving"), String.join("\n", records));
        Files.move(written, logs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private JobGraph job() {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "rocksdb"));
        job.setParallelism(TASKS);
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.enableCheckpointing(100);
        DataStream<Portion> portions = Sources.of(
                job,
                new SourceSettings.Files("files", logs.toUri().toString(), Duration.ofMillis(20)),
                TimeMode.EVENT,
                new WatermarkSettings(Duration.ZERO, Duration.ofSeconds(1)));
        Pipeline pipeline = Pipeline.of(
                portions,
                new RuleFolders(List.of(rules), Twin.NOW, Duration.ofMillis(20)).in(job),
                PipelineSettings.bounded(Twin.rules(rules), Enrichment.BUNDLED));
        Collected.of(pipeline.delivered(), Delivered.type());
        Collected.of(pipeline.notices(), Codings.OfNotice.type());
        return job.getStreamGraph().getJobGraph();
    }

    /** What the scan says of one rule over some records. */
    private List<String> scan(String rule, List<String> records) throws IOException {
        Path only = Files.createDirectories(folder.resolve("scan"));
        Files.writeString(only.resolve("records.json"), String.join("\n", records));
        Path file = Files.writeString(folder.resolve("rule.toml"), rule);
        return Twin.documents(Twin.rules(file), only);
    }

    private static List<String> withoutCoverage(List<String> documents) {
        return documents.stream()
                .map(document -> COVERAGE.matcher(document).replaceAll("\"coverage\":-"))
                .map(document -> COVERED.matcher(document).replaceAll("history"))
                .sorted()
                .toList();
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    @Test
    void comingChangingAndGoing() throws Exception {
        Random random = new Random(3);
        rules = Files.createDirectories(folder.resolve("rules"));
        logs = Files.createDirectories(folder.resolve("logs"));
        Collected.reset();
        List<String> first = records(random, 1);
        List<String> second = records(random, 8);
        List<String> third = records(random, 15);
        String unchanged = newTerms(1, "low", "7d");
        String changing = newTerms(2, "low", "40d");
        String going = newTerms(3, "low", "40d");
        put("a.toml", unchanged);
        put("b.toml", changing);
        put("c.toml", going);
        JobGraph job = job();
        cluster.cluster().submitJob(job).get();

        arrive(first, "first.json");
        List<String> untilNow = both(scan(unchanged, first), both(scan(changing, first), scan(going, first)));
        Collected.await(Delivered.class, _ -> true, untilNow.size());
        Files.delete(rules.resolve("c.toml"));
        awaitChange();
        String worse = newTerms(1, "high", "7d");
        put("a.toml", worse);
        awaitChange();
        String changed = newTerms(2, "low", "30d");
        put("b.toml", changed);
        awaitChange();
        String coming = newTerms(4, "low", "20d");
        put("d.toml", coming);
        awaitChange();
        // Broken, it goes on as it was.
        put("a.toml", "[rule");
        Collected.await(
                Notice.class,
                notice -> notice.kind().equals("rules") && notice.reason().contains("a.toml"),
                1);

        arrive(second, "second.json");
        List<String> all = both(both(first, second), third);
        List<String> sinceSecond = both(second, third);
        int told = untilNow.size()
                + scan(changed, second).size()
                + scan(coming, second).size()
                + scan(worse, both(first, second)).size()
                - scan(unchanged, first).size();
        Collected.await(Delivered.class, _ -> true, told);
        put("c.toml", going);
        awaitChange();

        arrive(third, "third.json");
        List<String> ofUnchanged = both(
                scan(unchanged, first),
                scan(worse, all).stream()
                        .filter(document -> time(document).isAfter(end(1)))
                        .toList());
        List<String> since = both(scan(changed, sinceSecond), both(scan(coming, sinceSecond), scan(going, third)));
        List<String> expected = both(both(ofUnchanged, scan(changing, first)), both(scan(going, first), since));
        Collected.await(Delivered.class, _ -> true, expected.size());
        cluster.cluster()
                .stopWithSavepoint(
                        job.getJobID(),
                        folder.resolve("savepoints").toUri().toString(),
                        true,
                        SavepointFormatType.CANONICAL)
                .get();

        List<String> documents = Twin.comparable(
                Collected.all(Delivered.class).stream().map(Delivered::line).toList());
        assertThat(since).hasSizeGreaterThan(10);
        assertThat(withoutCoverage(documents)).isEqualTo(withoutCoverage(expected));
        assertThat(documents).containsAll(ofUnchanged);
        check(documents, "Rule 2", 30, end(1), all);
        check(documents, "Rule 4", 20, end(1), all);
        check(documents, "Rule 3", 40, end(8), all);
    }

    private static Instant time(String document) {
        Matcher matcher = TIME.matcher(document);
        assertThat(matcher.find()).isTrue();
        return Instant.parse(matcher.group(1));
    }

    /** The coverage of what a rule found after it began. */
    private static void check(List<String> documents, String rule, int days, Instant began, List<String> records) {
        ObservedHours observed = new ObservedHours();
        records.forEach(record -> observed.add(ObservedHours.hourOf(
                Instant.parse(record.substring(17, 36) + "Z").toEpochMilli())));
        long window = Duration.ofDays(days).toMillis();
        long since = began.toEpochMilli() + 1000;
        int checked = 0;
        for (String document : documents) {
            long time = time(document).toEpochMilli();
            if (document.contains('"' + rule + '"') && time > since) {
                Matcher coverage = COVERAGE.matcher(document);
                assertThat(coverage.find()).isTrue();
                long from = Math.max(since, time - window);
                assertThat(Double.parseDouble(coverage.group(1)))
                        .as("%s at %s", rule, time(document))
                        .isCloseTo(observed.covered(from, time) * (time - from) / window, within(1e-3));
                checked++;
            }
        }
        assertThat(checked).as(rule).isPositive();
    }
}
