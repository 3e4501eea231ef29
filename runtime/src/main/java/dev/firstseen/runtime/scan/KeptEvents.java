package dev.firstseen.runtime.scan;

import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.export.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events that matched while one worker read, until they are decided on and shown. */
final class KeptEvents implements Closeable {

    /** Alerts are written one after another, some fields of each at a time. */
    private static final int WHOLE = 32;

    /** What repeats does so soon; more than this is forgotten and begun anew. */
    private static final int MOST_SHARED = 50_000;

    private static final FieldPath INGESTED = FieldPath.of("event.ingested");

    private final ScanPlan plan;
    private final Spill spill = new Spill();
    private final List<KeptEvent> events = new ArrayList<>();
    /** By the places of the rules; the buffers only lend the arrays their equality. */
    private final Map<IntBuffer, MatchedRules> combinations = new HashMap<>();

    private final Map<Object, Object> shared = new HashMap<>();
    private final Map<KeptEvent, Event> whole = new LinkedHashMap<>(2 * WHOLE, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeptEvent, Event> eldest) {
            return size() > WHOLE;
        }
    };

    KeptEvents(ScanPlan plan) {
        this.plan = plan;
    }

    /**
     * Keeps an event.
     *
     * @param rules the places of the rules it matched
     * @param bytes what its reader makes it of
     */
    void add(Event event, int[] rules, RecordReader reader, byte[] bytes) {
        MatchedRules matched =
                combinations.computeIfAbsent(IntBuffer.wrap(rules), any -> new MatchedRules(rules, fields(rules)));
        @SuppressWarnings({"unchecked", "rawtypes"}) // There is no other way to make such an array.
        List<Value>[] values = new List[matched.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = same(List.copyOf(event.values(matched.fields().get(i))));
        }
        events.add(new KeptEvent(event, matched, values, this, reader, spill.add(bytes), bytes.length));
    }

    private List<FieldPath> fields(int[] rules) {
        Set<FieldPath> fields = new LinkedHashSet<>();
        if (plan.scope().time() == EventTime.INGESTED) {
            fields.add(INGESTED);
        }
        for (int rule : rules) {
            Rule decided = plan.rules().get(rule).rule();
            switch (decided.detection()) {
                case Detection.Query query -> {}
                case Detection.NewTerms newTerms -> fields.addAll(newTerms.fields());
                case Detection.Threshold threshold -> {
                    fields.addAll(threshold.fields());
                    threshold.cardinality().ifPresent(cardinality -> fields.add(cardinality.field()));
                }
            }
            decided.suppression().ifPresent(suppression -> fields.addAll(suppression.groupBy()));
        }
        return List.copyOf(fields);
    }

    /** An equal one that is kept already, where there is one: users and networks repeat. */
    @SuppressWarnings("unchecked") // What equals a value of this type here is one.
    <T> T same(T value) {
        if (shared.size() >= MOST_SHARED) {
            shared.clear();
        }
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    List<KeptEvent> events() {
        return events;
    }

    /** To be called when nothing more is added. */
    void seal() {
        shared.clear();
        combinations.clear();
    }

    byte[] bytes(long position, int length) {
        return spill.read(position, length);
    }

    Event read(byte[] bytes, RecordReader reader) {
        try {
            return plan.enrichment().apply(reader.read(bytes));
        } catch (Rejected changed) {
            throw new IllegalStateException("a record that was read before cannot be read again", changed);
        }
    }

    /** The whole event, read again unless that was done just before. */
    Event whole(KeptEvent event) {
        synchronized (whole) {
            return whole.computeIfAbsent(event, KeptEvent::readAgain);
        }
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
