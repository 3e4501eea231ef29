package dev.firstseen.engine.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.AlertSuppression.MissingFields;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Overrides;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Suppression against its definition: groups are cut out of the sorted alerts, one after the other. */
class SuppressionOracleTest {
    private static final int STREAMS = 20_000;
    private static final int DURATION = 5;
    private static final List<FieldPath> PATHS = List.of(FieldPath.of("a"), FieldPath.of("b"));
    private static final Fields TYPES = () -> new TreeMap<>(Map.of("a", FieldType.KEYWORD, "b", FieldType.LONG));

    /** A group as it is shown. */
    private record Finding(String alert, long start, long end, long count) {}

    private static Rule rule(String id, Optional<AlertSuppression> suppression) {
        return rule(id, suppression, new Detection.Query(new Kql.Everything()));
    }

    private static Rule rule(String id, Optional<AlertSuppression> suppression, Detection detection) {
        return new Rule(
                id,
                "A rule",
                "rule.toml",
                "",
                List.of(),
                "",
                Severity.LOW,
                21,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                Duration.ofMinutes(9),
                Duration.ofMinutes(5),
                Optional.empty(),
                100,
                Optional.empty(),
                List.of(),
                Overrides.NONE,
                suppression,
                Metadata.NONE,
                detection);
    }

    private static List<Alert> random(Random random) {
        MissingFields missing = random.nextBoolean() ? MissingFields.SUPPRESS : MissingFields.DO_NOT_SUPPRESS;
        AlertSuppression suppression =
                new AlertSuppression(PATHS.subList(0, 1 + random.nextInt(2)), Duration.ofMillis(DURATION), missing);
        List<Rule> rules = List.of(
                rule("r1", Optional.of(suppression)),
                rule("r2", Optional.of(suppression)),
                rule("r3", Optional.empty()));
        List<FieldPath> fields = PATHS.subList(0, random.nextInt(3));
        Rule threshold = rule(
                "r4",
                Optional.of(new AlertSuppression(List.of(), Duration.ofMillis(DURATION), missing)),
                new Detection.Threshold(new Kql.Everything(), fields, 2, Optional.empty(), Duration.ofMinutes(1)));
        int span = 1 + random.nextInt(4 * DURATION);
        List<Alert> alerts = new ArrayList<>();
        for (int i = random.nextInt(16); i >= 0; i--) {
            Document.Builder document = new Document.Builder();
            PATHS.forEach(path -> document.put(path, value(random)));
            String id = Integer.toString(random.nextInt(1_000_000), 36) + "." + i;
            Event event = new DocumentEvent(
                    id, random.nextInt(span), "d", random.nextInt(6) == 0 ? "t2" : "t1", document.build());
            alerts.add(
                    random.nextInt(4) == 0
                            ? crossed("alert " + id, threshold, event, random)
                            : new Alert.Match("alert " + id, rules.get(random.nextInt(5) / 2), event));
        }
        return alerts;
    }

    private static Alert crossed(String id, Rule rule, Event event, Random random) {
        int fields = ((Detection.Threshold) rule.detection()).fields().size();
        List<Value.Scalar> key = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            key.add(new Value.Whole(random.nextInt(2)));
        }
        return new Alert.Threshold(id, rule, event, key, 2, OptionalLong.empty(), event.time(), event.time());
    }

    /** Missing, of two types that are the same in their field, one that a long cannot hold, or several in any order. */
    private static Value value(Random random) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> Value.of(1);
            case 2 -> Value.of("1");
            case 3 -> Value.of("x");
            case 4 -> Value.of(List.of("1", "2"));
            case 5 -> Value.of(List.of("2", "1", "1"));
            default -> new Value.Items(List.of());
        };
    }

    /** Those that no other stands for, when they come in order. */
    private static List<Alert> shown(List<Alert> alerts) {
        SuppressionScan scan = new SuppressionScan(TYPES, EventTime.OCCURRED);
        List<Alert> first = alerts.stream()
                .sorted(Comparator.comparing(Alert::event, Event.IN_ORDER).thenComparing(Alert::id))
                .filter(alert -> scan.next(alert).isEmpty())
                .toList();
        return first.stream().map(scan::told).toList();
    }

    @Test
    void agreesWithTheDefinition() {
        Random random = new Random(42);
        long counted = 0;
        for (int i = 0; i < STREAMS; i++) {
            List<Alert> alerts = random(random);
            List<Alert> shown = shown(alerts);
            assertThat(shown.stream().map(SuppressionOracleTest::finding))
                    .as("stream %d: %s", i, alerts)
                    .containsExactlyInAnyOrderElementsOf(byDefinition(alerts));
            int suppressed = alerts.size() - shown.size();
            assertThat(shown.stream()
                            .mapToLong(alert -> alert.suppressed()
                                    .map(SuppressedGroup::count)
                                    .orElse(0L))
                            .sum())
                    .isEqualTo(suppressed);
            counted += suppressed;
        }
        assertThat(counted).isGreaterThan(STREAMS / 2);
    }

    private static Finding finding(Alert alert) {
        return alert.suppressed()
                .map(group -> new Finding(alert.id(), group.start(), group.end(), group.count()))
                .orElse(new Finding(alert.id(), 0, 0, 0));
    }

    private static List<Finding> byDefinition(List<Alert> alerts) {
        List<Finding> found = new ArrayList<>();
        Map<String, List<Alert>> byKey = alerts.stream().collect(Collectors.groupingBy(SuppressionOracleTest::key));
        byKey.forEach((key, alike) -> {
            if (key.startsWith("alone")) {
                found.add(new Finding(alike.getFirst().id(), 0, 0, 0));
                return;
            }
            List<Alert> left = new ArrayList<>(alike);
            left.sort(Comparator.comparingLong((Alert alert) -> alert.event().time())
                    .thenComparing(alert -> alert.event().id()));
            while (!left.isEmpty()) {
                Alert first = left.getFirst();
                List<Alert> group = left.stream()
                        .filter(alert -> alert.event().time() - first.event().time() <= DURATION)
                        .toList();
                found.add(new Finding(
                        first.id(),
                        first.event().time(),
                        group.getLast().event().time(),
                        group.size() - 1));
                left.removeAll(group);
            }
        });
        return found;
    }

    private static String key(Alert alert) {
        AlertSuppression suppression = alert.rule().suppression().orElse(null);
        if (suppression == null) {
            return "alone " + alert.id();
        }
        StringBuilder key = new StringBuilder(alert.rule().id() + alert.event().tenant());
        if (alert instanceof Alert.Threshold threshold) {
            return key.append(threshold.key()).toString();
        }
        for (FieldPath path : suppression.groupBy()) {
            TreeSet<String> values = new TreeSet<>();
            for (Value value : alert.event().values(path)) {
                values.add(((Value.Scalar) value).text());
            }
            if (path.name().equals("b")) {
                values.remove("x");
            }
            if (values.isEmpty() && suppression.missing() == MissingFields.DO_NOT_SUPPRESS) {
                return "alone " + alert.id();
            }
            key.append(values);
        }
        return key.toString();
    }
}
