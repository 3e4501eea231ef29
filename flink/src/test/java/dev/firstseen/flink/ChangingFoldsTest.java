package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.source.TimeMode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thresholds and queries whose alerts are counted on one another come, change and go while the job runs. */
class ChangingFoldsTest extends ChangingRules {

    private static String rule(int id, String type) {
        return """
                [metadata]
                creation_date = "2026/11/28"
                maturity = "production"
                updated_date = "2026/11/28"
                [rule]
                author = ["test"]
                description = "A rule of a test."
                from = "now-26h"
                interval = "5m"
                language = "kuery"
                name = "Rule %d"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-%012d"
                severity = "low"
                query = 'event.action: UserLoggedIn'
                %s
                """.formatted(id, id, type);
    }

    private static String threshold(int id, int value) {
        return rule(id, """
                type = "threshold"
                [rule.threshold]
                field = ["user.id"]
                value = %d
                """.formatted(value));
    }

    /** @param hours for how long alerts about one user are counted on the first; short, so that each file closes all */
    private static String query(int id, int hours) {
        return rule(id, """
                type = "query"
                [rule.alert_suppression]
                group_by = ["user.id"]
                [rule.alert_suppression.duration]
                unit = "h"
                value = %d
                """.formatted(hours));
    }

    private static void await(List<String> expected) throws InterruptedException {
        Collected.await(
                Delivered.class,
                told -> last(told).size() >= expected.size() && last(told).equals(expected));
    }

    private static List<String> all(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).sorted().toList();
    }

    @Test
    @Timeout(300) // It waits for what is expected.
    void thresholdsAndSuppressedQueries() throws Exception {
        Random random = new Random(7);
        List<String> first = records(random, 1);
        List<String> second = records(random, 8);
        List<String> both = both(first, second);
        JobID job = begin(
                Map.of(
                        "a.toml", threshold(1, 3),
                        "b.toml", threshold(2, 3),
                        "c.toml", query(3, 5),
                        "d.toml", query(4, 5),
                        "e.toml", threshold(5, 2)),
                TimeMode.EVENT);
        arrive(first, "first.json");
        await(all(List.of(
                scan(threshold(1, 3), first),
                scan(threshold(2, 3), first),
                scan(query(3, 5), first),
                scan(query(4, 5), first),
                scan(threshold(5, 2), first))));
        put("b.toml", threshold(2, 2));
        awaitChange();
        // How alerts are counted on one another is no part of what a rule means.
        put("d.toml", query(4, 3));
        awaitChange();
        Files.delete(rules.resolve("e.toml"));
        awaitChange();
        put("f.toml", query(6, 4));
        awaitChange();
        arrive(second, "second.json");
        List<String> expected = all(List.of(
                scan(threshold(1, 3), both),
                scan(threshold(2, 3), first),
                scan(threshold(2, 2), second),
                scan(query(3, 5), both),
                scan(query(4, 5), first),
                scan(query(4, 3), second),
                scan(threshold(5, 2), first),
                scan(query(6, 4), second)));
        assertThat(expected)
                .hasSizeGreaterThan(100)
                .anyMatch(document -> document.contains("suppression.docs_count\":2"));
        await(expected);
        stop(job);
        assertThat(last(Collected.all(Delivered.class))).isEqualTo(expected);
    }
}
