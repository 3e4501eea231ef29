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
import dev.firstseen.engine.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The engine against the definition of "first seen", written down as naively as it reads. */
class NewTermsOracleTest {
    private static final int STREAMS = 22_000;
    private static final int WINDOW = 10;
    private static final List<FieldPath> PATHS = List.of(FieldPath.of("a"), FieldPath.of("b"), FieldPath.of("c"));
    private static final Fields TYPES =
            () -> new TreeMap<>(Map.of("a", FieldType.KEYWORD, "b", FieldType.LONG, "c", FieldType.KEYWORD));

    /** What an alert says, for comparison: tenant, event and the term's values with their types. */
    private record Finding(String tenant, String event, List<String> term) {}

    private record Stream(List<FieldPath> fields, List<Event> events) {

        static Stream random(Random random) {
            List<FieldPath> fields = PATHS.subList(0, 1 + random.nextInt(PATHS.size()));
            int span = 1 + random.nextInt(4 * WINDOW);
            List<Event> events = new ArrayList<>();
            for (int i = random.nextInt(14); i >= 0; i--) {
                Document.Builder document = new Document.Builder();
                document.put("q", Value.of(random.nextInt(5) > 0));
                fields.forEach(field -> document.put(field, value(random, 0)));
                String tenant = random.nextInt(4) == 0 ? "t2" : "t1";
                // Ids that do not follow the order of times, some shorter than others.
                String id = Integer.toString(random.nextInt(1_000_000), 36) + "." + i;
                events.add(new DocumentEvent(id, random.nextInt(span), "d", tenant, document.build()));
            }
            return new Stream(fields, events);
        }

        /** Missing, of two types that meet in a keyword or a long, or an array of these, nested even. */
        private static Value value(Random random, int depth) {
            return switch (random.nextInt(depth > 1 ? 4 : 7)) {
                case 0, 1 -> Value.of(random.nextInt(2));
                case 2 -> Value.of(Integer.toString(random.nextInt(2)));
                case 3 -> Value.of(random.nextInt(3) == 0 ? "x" : "1");
                case 4, 5 -> {
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
        Random random = new Random(20260101);
        int alerts = 0;
        for (int i = 0; i < STREAMS; i++) {
            Stream stream = Stream.random(random);
            Set<Finding> expected = byDefinition(stream, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(findings(detect(stream, stream.events(), Scope.EVERYTHING)))
                    .as("stream %d: %s", i, stream)
                    .containsExactlyInAnyOrderElementsOf(expected);
            alerts += expected.size();
        }
        assertThat(alerts).isGreaterThan(STREAMS);
    }

    @Test
    void reportsOnlyWithinSinceAndUntilButRemembersWhatCameBefore() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            Stream stream = Stream.random(random);
            long since = random.nextInt(2 * WINDOW);
            long until = since + 1 + random.nextInt(2 * WINDOW);
            Scope scope = new Scope(
                    EventTime.OCCURRED,
                    Optional.of(Instant.ofEpochMilli(since)),
                    Optional.of(Instant.ofEpochMilli(until)),
                    Optional.empty());
            assertThat(findings(detect(stream, stream.events(), scope)))
                    .as("stream %d: %s", i, stream)
                    .containsExactlyInAnyOrderElementsOf(byDefinition(stream, since, until));
        }
    }

    @Test
    void shufflingAndRepeatingNeverChangesAlertsOrIds() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            Stream stream = Stream.random(random);
            List<Event> again = new ArrayList<>(stream.events());
            for (int copies = random.nextInt(5); copies > 0; copies--) {
                again.add(stream.events().get(random.nextInt(stream.events().size())));
            }
            Collections.shuffle(again, random);
            Detected once = detect(stream, stream.events(), Scope.EVERYTHING);
            Detected twice = detect(stream, again, Scope.EVERYTHING);
            assertThat(twice.alerts()).isEqualTo(once.alerts());
            assertThat(twice.tally().matched()).isEqualTo(once.tally().matched());
            assertThat(once.alerts()).extracting(Alert::id).doesNotHaveDuplicates();
        }
    }

    private static Detected detect(Stream stream, List<Event> events, Scope scope) {
        Rule rule = Samples.newTerms(Duration.ofMillis(WINDOW), stream.fields().toArray(FieldPath[]::new));
        CompiledRule compiled = new CompiledRule(rule, NewTermsOracleTest::matches);
        return new Detector(compiled, TYPES, scope).detect(events, new Coverage());
    }

    private static boolean matches(Event event) {
        return event.values(FieldPath.of("q")).contains(Value.Truth.TRUE);
    }

    private static List<Finding> findings(Detected detected) {
        return detected.alerts().stream()
                .map(Alert.FirstSeen.class::cast)
                .map(alert -> new Finding(
                        alert.event().tenant(),
                        alert.event().id(),
                        alert.terms().stream().map(Object::toString).toList()))
                .toList();
    }

    private static Set<Finding> byDefinition(Stream stream, long since, long until) {
        Set<Finding> found = new HashSet<>();
        for (Event event : stream.events()) {
            for (List<String> term : terms(event, stream.fields())) {
                boolean known = false;
                for (Event other : stream.events()) {
                    if (other.tenant().equals(event.tenant())
                            && terms(other, stream.fields()).contains(term)) {
                        boolean earlier = event.time() - WINDOW <= other.time() && other.time() < event.time();
                        boolean firstOfEquals =
                                other.time() == event.time() && other.id().compareTo(event.id()) < 0;
                        known |= earlier || firstOfEquals;
                    }
                }
                if (!known && since <= event.time() && event.time() < until) {
                    found.add(new Finding(event.tenant(), event.id(), term));
                }
            }
        }
        return found;
    }

    /** All combinations of values of an event that matches; none where a field is missing. */
    private static Set<List<String>> terms(Event event, List<FieldPath> fields) {
        Set<List<String>> terms = new HashSet<>();
        if (!matches(event)) {
            return terms;
        }
        terms.add(List.of());
        for (FieldPath field : fields) {
            Set<List<String>> longer = new HashSet<>();
            for (List<String> term : terms) {
                for (Value value : event.values(field)) {
                    String text = ((Value.Scalar) value).text();
                    boolean number = field.name().equals("b");
                    if (number && !text.matches("[0-9]+")) {
                        continue;
                    }
                    List<String> combination = new ArrayList<>(term);
                    combination.add(number ? "Whole[number=" + text + "]" : "Text[text=" + text + "]");
                    longer.add(combination);
                }
            }
            terms = longer;
        }
        return terms;
    }
}
