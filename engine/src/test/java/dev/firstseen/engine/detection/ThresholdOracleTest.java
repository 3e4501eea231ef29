package dev.firstseen.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine against what a threshold means, written down as naively as it reads: every millisecond is looked at. */
class ThresholdOracleTest {
    private static final int STREAMS = 20_000;
    private static final int LOOKBACK = 6;
    private static final FieldPath COUNTED = FieldPath.of("c");
    private static final List<FieldPath> KEYS =
            Stream.of("a", "b", "d", "e", "f").map(FieldPath::of).toList();
    private static final Set<String> NUMBERS = Set.of("b", "c", "e");
    private static final Fields TYPES = () -> {
        SortedMap<String, FieldType> types = new TreeMap<>();
        Stream.of("a", "b", "c", "d", "e", "f")
                .forEach(name -> types.put(name, NUMBERS.contains(name) ? FieldType.LONG : FieldType.KEYWORD));
        return types;
    };

    private record Finding(
            String tenant, String event, List<String> key, long count, long different, long first, long last) {}

    private record Run(Detection.Threshold rule, List<Event> events) {

        static Run random(Random random) {
            List<FieldPath> fields =
                    KEYS.subList(0, random.nextInt(4) == 0 ? random.nextInt(KEYS.size() + 1) : random.nextInt(3));
            Optional<Detection.Cardinality> cardinality = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new Detection.Cardinality(COUNTED, 1 + random.nextInt(3)));
            Detection.Threshold rule = new Detection.Threshold(
                    new Kql.Everything(), fields, 1 + random.nextInt(4), cardinality, Duration.ofMillis(LOOKBACK));
            int span = 1 + random.nextInt(5 * LOOKBACK);
            List<Event> events = new ArrayList<>();
            for (int i = random.nextInt(16); i >= 0; i--) {
                Document.Builder document = new Document.Builder();
                document.put("q", Value.of(random.nextInt(8) > 0));
                fields.forEach(field -> document.put(field, value(random, 0)));
                document.put(COUNTED, value(random, 0));
                String tenant = random.nextInt(6) == 0 ? "t2" : "t1";
                String id = Integer.toString(random.nextInt(1_000_000), 36) + "." + i;
                events.add(new DocumentEvent(id, random.nextInt(span), "d", tenant, document.build()));
            }
            return new Run(rule, events);
        }

        /** Missing, of two types that meet in a keyword or a long, one that a long cannot hold, or an array of these. */
        private static Value value(Random random, int depth) {
            return switch (random.nextInt(depth > 1 ? 6 : 9)) {
                case 0, 1, 2 -> Value.of(1);
                case 3 -> Value.of(Integer.toString(random.nextInt(3)));
                case 4 -> Value.of(random.nextInt(4));
                case 5 -> Value.of(random.nextInt(4) == 0 ? "x" : "1");
                case 6, 7 -> {
                    List<Value> items = new ArrayList<>();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        items.add(value(random, depth + 1));
                    }
                    yield new Value.Items(items);
                }
                default -> new Value.Items(List.of());
            };
        }
    }

    @Test
    void agreesWithTheDefinition() {
        Random random = new Random(20260303);
        int alerts = 0;
        for (int i = 0; i < STREAMS; i++) {
            Run run = Run.random(random);
            List<Finding> expected = byDefinition(run);
            assertThat(findings(detect(run, run.events(), Scope.EVERYTHING)))
                    .as("run %d: %s", i, run)
                    .containsExactlyInAnyOrderElementsOf(expected);
            alerts += expected.size();
        }
        assertThat(alerts).isGreaterThan(STREAMS / 2);
    }

    @Test
    void reportsOnlyWithinSinceAndUntilButCountsWhatCameBefore() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            Run run = Run.random(random);
            long since = random.nextInt(2 * LOOKBACK);
            long until = since + 1 + random.nextInt(2 * LOOKBACK);
            Scope scope = new Scope(
                    EventTime.OCCURRED,
                    Optional.of(Instant.ofEpochMilli(since)),
                    Optional.of(Instant.ofEpochMilli(until)),
                    Optional.empty());
            assertThat(findings(detect(run, run.events(), scope)))
                    .as("run %d: %s", i, run)
                    .containsExactlyInAnyOrderElementsOf(byDefinition(run).stream()
                            .filter(found -> since <= found.last() && found.last() < until)
                            .toList());
        }
    }

    @Test
    void shufflingAndRepeatingNeverChangesAlertsOrIds() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            Run run = Run.random(random);
            List<Event> again = new ArrayList<>(run.events());
            for (int copies = random.nextInt(5); copies > 0; copies--) {
                again.add(run.events().get(random.nextInt(run.events().size())));
            }
            Collections.shuffle(again, random);
            Detected once = detect(run, run.events(), Scope.EVERYTHING);
            assertThat(detect(run, again, Scope.EVERYTHING).alerts()).isEqualTo(once.alerts());
            assertThat(once.alerts()).extracting(Alert::id).doesNotHaveDuplicates();
        }
    }

    private static Detected detect(Run run, List<Event> events, Scope scope) {
        CompiledRule compiled = new CompiledRule(Samples.rule(run.rule()), ThresholdOracleTest::matches);
        return new Detector(compiled, TYPES, scope).detect(events, new Coverage());
    }

    private static boolean matches(Event event) {
        return event.values(FieldPath.of("q")).contains(Value.Truth.TRUE);
    }

    private static List<Finding> findings(Detected detected) {
        return detected.alerts().stream()
                .map(Alert.Threshold.class::cast)
                .map(alert -> new Finding(
                        alert.event().tenant(),
                        alert.event().id(),
                        alert.key().stream().map(Object::toString).toList(),
                        alert.count(),
                        alert.cardinality().orElse(0),
                        alert.first(),
                        alert.last()))
                .toList();
    }

    private static List<Finding> byDefinition(Run run) {
        List<Finding> found = new ArrayList<>();
        Set<List<String>> keys = new LinkedHashSet<>();
        run.events().forEach(event -> keys.addAll(keys(event, run.rule())));
        for (String tenant : List.of("t1", "t2")) {
            for (List<String> key : keys) {
                List<Event> counting = run.events().stream()
                        .filter(event -> event.tenant().equals(tenant)
                                && keys(event, run.rule()).contains(key))
                        .sorted(Comparator.comparingLong(Event::time).thenComparing(Event::id))
                        .toList();
                crossings(run.rule(), tenant, key, counting, found);
            }
        }
        return found;
    }

    private static void crossings(
            Detection.Threshold rule, String tenant, List<String> key, List<Event> counting, List<Finding> found) {
        for (int i = 0; i < counting.size(); i++) {
            Event event = counting.get(i);
            if (!isMet(rule, counting.subList(0, i + 1), event.time())) {
                continue;
            }
            boolean ceased = i == 0;
            List<Event> earlier = counting.subList(0, i);
            for (long time = i == 0 ? 0 : earlier.getLast().time(); i > 0 && !ceased; time++) {
                // The event before counts at its own time; this one does from its own time on.
                ceased = !isMet(rule, earlier, time);
                if (time >= event.time() - 1) {
                    break;
                }
            }
            if (ceased) {
                List<Event> window = window(counting.subList(0, i + 1), event.time());
                found.add(new Finding(
                        tenant,
                        event.id(),
                        key,
                        window.size(),
                        rule.cardinality().isPresent() ? different(window).size() : 0,
                        window.getFirst().time(),
                        event.time()));
            }
        }
    }

    private static boolean isMet(Detection.Threshold rule, List<Event> events, long time) {
        List<Event> window = window(events, time);
        return window.size() >= rule.value()
                && (rule.cardinality().isEmpty()
                        || different(window).size() >= rule.cardinality().get().value());
    }

    private static List<Event> window(List<Event> events, long time) {
        return events.stream()
                .filter(event -> time - LOOKBACK < event.time() && event.time() <= time)
                .toList();
    }

    private static Set<String> different(List<Event> events) {
        Set<String> values = new HashSet<>();
        for (Event event : events) {
            event.values(COUNTED).stream()
                    .map(value -> ((Value.Scalar) value).text())
                    .filter(text -> text.matches("[0-9]+"))
                    .forEach(values::add);
        }
        return values;
    }

    /** All combinations of values of an event that matches; none where a field is missing. */
    private static Set<List<String>> keys(Event event, Detection.Threshold rule) {
        Set<List<String>> keys = new LinkedHashSet<>();
        if (!matches(event)) {
            return keys;
        }
        keys.add(List.of());
        for (FieldPath field : rule.fields()) {
            Set<List<String>> longer = new LinkedHashSet<>();
            for (List<String> key : keys) {
                for (Value value : event.values(field)) {
                    String text = ((Value.Scalar) value).text();
                    boolean number = NUMBERS.contains(field.name());
                    if (number && !text.matches("[0-9]+")) {
                        continue;
                    }
                    List<String> combination = new ArrayList<>(key);
                    combination.add(number ? "Whole[number=" + text + "]" : "Text[text=" + text + "]");
                    longer.add(combination);
                }
            }
            keys = longer;
        }
        return keys;
    }
}
