package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.export.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Events come out in order and as they went in, whether they were in the heap or outside it. */
class SortedEventsTest {
    private static final FieldPath USER = FieldPath.of("o365.audit.UserId");
    private static final FieldPath NETWORK = FieldPath.of("source.as.number");
    private static final List<RecordReader> READERS = List.of(
            RecordReader.ofKind("o365.audit", AuditSettings.NONE), RecordReader.ofKind("document", AuditSettings.NONE));

    /** Half of a surrogate pair, nothing, a question mark, and values that are no single ones. */
    private static final List<Value> VALUES = List.of(
            Value.of("ada@example.com"),
            Value.of("\ud800?"),
            Value.of(""),
            Value.of(-5),
            Value.of(0.25),
            Value.of(true),
            Value.of(List.of("one", "two")),
            Value.of(Map.of("name", Value.of(List.of()), "number", Value.of(Long.MIN_VALUE))));

    private static Event event(Random random, int number) {
        String id = switch (random.nextInt(3)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> "id" + random.nextInt(5);
            default -> "\udc00" + number;
        };
        Document document = new Document.Builder()
                .put("o365.audit.UserId", VALUES.get(random.nextInt(VALUES.size())))
                .put("source.as.number", VALUES.get(random.nextInt(VALUES.size())))
                .build();
        return new DocumentEvent(
                id, random.nextInt(100) - 50L, random.nextBoolean() ? "o365.audit" : "x", "t" + number % 3, document);
    }

    private static String told(KeptEvent event) {
        return "%s %d %s %s %s %s %s"
                .formatted(
                        event.id(),
                        event.time(),
                        event.dataset(),
                        event.tenant(),
                        event.rules().fields(),
                        event.values(USER),
                        event.values(NETWORK))
                // So that a failure can be written down.
                .replace("\ud800", "(d800)")
                .replace("\udc00", "(dc00)");
    }

    private static List<String> drained(Iterator<KeptEvent> events) {
        List<String> all = new ArrayList<>();
        events.forEachRemaining(event -> all.add(told(event)));
        return all;
    }

    @Property(tries = 200)
    void anyRoom(@ForAll Random random) throws IOException {
        Comparator<KeptEvent> order = KeptEvent.IDENTITY.thenComparing(SortedEventsTest::told);
        ScanPlan plan = Fixture.plan(false, true, 1);
        List<KeptEvents> stores = new ArrayList<>();
        List<SortedEvents> parts = new ArrayList<>();
        List<KeptEvent> all = new ArrayList<>();
        for (int store = 0; store <= random.nextInt(3); store++) {
            KeptEvents kept = new KeptEvents(plan, stores, Long.MAX_VALUE);
            SortedEvents sorted = new SortedEvents(order, stores, random.nextInt(8_000));
            parts.add(sorted);
            for (int i = random.nextInt(200); i > 0; i--) {
                KeptEvent event = kept.kept(event(random, i), new int[] {0}, READERS.get(i % 2), 0, 0);
                all.add(event);
                sorted.add(event);
            }
        }
        all.sort(order);
        assertThat(drained(SortedEvents.merged(order, parts))).isEqualTo(drained(all.iterator()));
        for (SortedEvents part : parts) {
            part.close();
        }
    }
}
