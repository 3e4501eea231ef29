package dev.firstseen.flink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.Twin;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.source.TimeMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.flink.util.FileUtils;

/**
 * However records and alerts come, whenever time goes on and whatever fails: the incidents that stand in the end are those
 * of the scan.
 */
class IncidentOrderTest {
    private static final long START = Instant.parse("2026-03-10T08:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("incident-order");
        Files.writeString(folder.resolve("rule.toml"), IncidentTimesTest.RULE);
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }

    /** Five days of three accounts with two names each: so short that no case is over before a name is learned. */
    private static List<SignIn> records(Random random) {
        List<SignIn> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int account = random.nextInt(3);
            String name = "user" + account + "@example.com";
            String key = "100320012345678" + account;
            String names = switch (random.nextInt(8)) {
                case 0 -> SignIn.named(name, key);
                case 1, 2, 3 -> SignIn.keyed(key);
                default -> SignIn.named(name);
            };
            records.add(new SignIn(
                    "id" + i,
                    START + HOUR * random.nextInt(120) + 1000L * random.nextInt(3),
                    random.nextInt(4) == 0 ? SignIn.STRANGE : SignIn.USUAL,
                    names));
        }
        return records;
    }

    private static List<Essence> scan(RuleBook rules, List<SignIn> records) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(
                logs.resolve("records.json"),
                String.join("\n", records.stream().map(SignIn::json).toList()));
        return Twin.documentsWithIncidents(rules, logs).stream()
                .filter(document -> document.contains("\"incident\":{"))
                .map(Essence::of)
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    private static List<Essence> standing(Stages stages) {
        SortedMap<String, Essence> standing = new TreeMap<>();
        for (Stages.Heard each : stages.heard()) {
            switch (each.told()) {
                case Delivered.IncidentChanged changed -> standing.put(changed.id(), Essence.of(changed.json()));
                case Delivered.IncidentEnded ended ->
                    assertThat(standing.remove(ended.id())).as(ended.reason()).isNotNull();
                case Delivered.AlertRaised alert -> throw new AssertionError(alert);
            }
        }
        return List.copyOf(standing.values());
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void theIncidentsThatStandInTheEndAreThoseOfTheScan(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        RuleBook rules = Twin.rules(folder.resolve("rule.toml"));
        List<SignIn> records = records(random);
        List<Essence> expected = scan(rules, records);
        InvestigationSettings settings = new InvestigationSettings(Twin.INVESTIGATION.playbooks(), Duration.ofDays(60));
        Collections.shuffle(records, random);
        records.sort((one, other) -> Long.compare(one.time() / (24 * HOUR), other.time() / (24 * HOUR)));
        try (Stages stages = new Stages(rules, settings, TimeMode.EVENT)) {
            List<Raised> underway = new ArrayList<>();
            for (SignIn record : records) {
                underway.addAll(stages.kept(record.json(), record.time()));
                Collections.shuffle(underway, random);
                while (!underway.isEmpty() && random.nextInt(3) == 0) {
                    stages.raise(underway.removeLast());
                }
                if (random.nextInt(4) == 0) {
                    // A day is complete when the next has begun.
                    stages.to(record.time() / (24 * HOUR) * 24 * HOUR - 1);
                }
                if (random.nextInt(10) == 0) {
                    stages.restart();
                }
            }
            for (Raised raised : underway) {
                stages.raise(raised);
            }
            stages.to(START + 40 * 24 * HOUR);
            assertThat(standing(stages)).isEqualTo(expected);
        }
    }
}
