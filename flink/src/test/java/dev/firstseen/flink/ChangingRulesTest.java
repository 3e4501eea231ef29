package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.rules.RuleVersion;
import dev.firstseen.flink.source.TimeMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules come, change and go while the job runs; each answers as the scan does over what was read since it began. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class ChangingRulesTest extends ChangingRules {
    private static final Pattern TIME = Pattern.compile("\"kibana.alert.original_time\":\"([^\"]+)\"");

    @Test
    void aRuleThatIsThereTwiceRunsOnce(@TempDir Path twice) throws Exception {
        Files.writeString(twice.resolve("a.toml"), newTerms(1, "low", "7d"));
        Files.writeString(twice.resolve("b.toml"), newTerms(1, "high", "3d"));
        RuleVersion read = RuleVersion.read(List.of(twice), 0);
        assertThat(read.book().texts())
                .extracting(RuleText::file)
                .containsExactly(twice.resolve("a.toml").toString());
        assertThat(read.unusable().problems())
                .containsExactly("%s has the rule_id of %s and is left out."
                        .formatted(twice.resolve("b.toml"), twice.resolve("a.toml")));
        assertThat(read.unusable().broken()).isEmpty();
    }

    @Test
    void comingChangingAndGoing() throws Exception {
        Random random = new Random(3);
        List<String> first = records(random, 1);
        List<String> second = records(random, 8);
        List<String> third = records(random, 15);
        String unchanged = newTerms(1, "low", "7d");
        String changing = newTerms(2, "low", "40d");
        String going = newTerms(3, "low", "40d");
        JobID job = begin(Map.of("a.toml", unchanged, "b.toml", changing, "c.toml", going), TimeMode.BOUNDED);

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
        stop(job);

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
