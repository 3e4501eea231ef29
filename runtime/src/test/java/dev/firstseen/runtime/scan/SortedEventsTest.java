package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.export.RecordReader;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

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
                .put("event.ingested", Value.of(random.nextInt(100)))
                .build();
        return new DocumentEvent(
                id, random.nextInt(100) - 50L, random.nextBoolean() ? "o365.audit" : "x", "t" + number % 3, document);
    }

    private static String told(KeptEvent event) {
        return "%s %d %d %s %s %s %s %s"
                .formatted(
                        event.id(),
                        event.time(),
                        event.counted(),
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

    /** Of many long runs of large events not even one event of each is in the heap at once. */
    @Test
    void aMergeFillsNoMoreThanItMay() throws IOException {
        List<WeakReference<KeptEvent>> compared = new ArrayList<>();
        Comparator<KeptEvent> order = (one, other) -> {
            compared.add(new WeakReference<>(one));
            compared.add(new WeakReference<>(other));
            return KeptEvent.IDENTITY.compare(one, other);
        };
        List<KeptEvents> stores = new ArrayList<>();
        KeptEvents kept = new KeptEvents(Fixture.plan(false, true, 1), stores, new Room(0));
        try (SortedEvents sorted = new SortedEvents(order, stores, 5 * 40_000)) {
            for (int i = 0; i < 100; i++) {
                Document document = new Document.Builder()
                        .put("o365.audit.UserId", Value.of("x".repeat(20_000)))
                        .build();
                Event event = new DocumentEvent("id" + i, 0, "o365.audit", "", document);
                sorted.add(kept.kept(event, new int[] {0}, READERS.getFirst(), 0, 0));
            }
            Iterator<KeptEvent> merged = SortedEvents.merged(order, List.of(sorted));
            System.gc();
            Set<KeptEvent> inHeap = compared.stream()
                    .map(WeakReference::get)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            assertThat(inHeap).hasSizeBetween(1, 12);
            assertThat(drained(merged)).hasSize(100);
        }
    }

    @Property(tries = 200)
    void anyRoom(@ForAll Random random) throws IOException {
        Comparator<KeptEvent> order = KeptEvent.IDENTITY.thenComparing(SortedEventsTest::told);
        Scope scope = new Scope(EventTime.INGESTED, Optional.empty(), Optional.empty(), Optional.empty());
        ScanPlan plan = new ScanPlan(Fixture.COMPILED, scope, any -> any, AuditSettings.NONE, false, true, 1);
        List<KeptEvents> stores = new ArrayList<>();
        List<SortedEvents> parts = new ArrayList<>();
        List<KeptEvent> all = new ArrayList<>();
        for (int store = 0; store <= random.nextInt(3); store++) {
            KeptEvents kept = new KeptEvents(plan, stores, new Room(Long.MAX_VALUE));
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
