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

/**
 * The events that matched while one worker read, until they are decided on and shown. They are in the order of their
 * identity, and what the heap should not hold of them lies outside.
 */
final class KeptEvents implements Closeable {

    /** Alerts are written one after another, some fields of each at a time. */
    private static final int WHOLE = 32;

    /** About what one that is shared takes in the heap besides what it holds, in bytes. */
    private static final int BARE_SHARED = 100;

    private static final FieldPath INGESTED = FieldPath.of("event.ingested");

    private final ScanPlan plan;
    private final int place;
    private final Spill bytes = new Spill();
    private final SortedEvents events;
    private long size;

    private final Numbered<RecordReader> readers = new Numbered<>();
    private final Numbered<MatchedRules> combinations = new Numbered<>();
    /** By the places of the rules; the buffers only lend the arrays their equality. */
    private final Map<IntBuffer, MatchedRules> byPlaces = new HashMap<>();

    /** What repeats does so soon; more than there is room for is forgotten and begun anew. */
    private final Map<Object, Object> shared = new HashMap<>();

    private final long roomToShare;
    private long sharedWeight;

    private final Map<KeptEvent, Event> whole = new LinkedHashMap<>(2 * WHOLE, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeptEvent, Event> eldest) {
            return size() > WHOLE;
        }
    };

    /**
     * @param stores all that keep events of a scan, to which this one is added
     * @param room what these may fill
     */
    KeptEvents(ScanPlan plan, List<KeptEvents> stores, Room room) {
        this.plan = plan;
        this.place = stores.size();
        stores.add(this);
        this.events = new SortedEvents(KeptEvent.IDENTITY, stores, room.bytes());
        this.roomToShare = room.shared();
    }

    /**
     * Keeps an event.
     *
     * @param rules the places of the rules it matched
     * @param record what its reader makes it of
     */
    void add(Event event, int[] rules, RecordReader reader, byte[] record) {
        events.add(kept(event, rules, reader, bytes.add(record), record.length));
        size++;
    }

    /** An event whose bytes are kept at a place. */
    KeptEvent kept(Event event, int[] rules, RecordReader reader, long position, int length) {
        MatchedRules matched =
                byPlaces.computeIfAbsent(IntBuffer.wrap(rules), any -> new MatchedRules(rules, fields(rules)));
        List<List<Value>> values = new ArrayList<>(matched.fields().size());
        for (FieldPath field : matched.fields()) {
            values.add(same(List.copyOf(event.values(field))));
        }
        return new KeptEvent(event, matched, values, this, reader, position, length);
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

    /** An equal list that is kept already, where there is one: users and networks repeat. */
    List<Value> same(List<Value> values) {
        return same(values, KeptEvent.weight(values));
    }

    /** An equal text that is kept already, where there is one. */
    String same(String text) {
        return same(text, 2L * text.length());
    }

    @SuppressWarnings("unchecked") // What equals a value of this type here is one.
    private <T> T same(T value, long weight) {
        Object known = shared.get(value);
        if (known != null) {
            return (T) known;
        }
        long added = BARE_SHARED + weight;
        if (added > roomToShare) {
            return value;
        }
        if (sharedWeight + added > roomToShare) {
            forgetShared();
        }
        shared.put(value, value);
        sharedWeight += added;
        return value;
    }

    private void forgetShared() {
        shared.clear();
        sharedWeight = 0;
    }

    /** All that were kept, in the order of their identity. */
    SortedEvents events() {
        return events;
    }

    /** Lets go of the events and what they share; their bytes can still be read. */
    void letGo() throws IOException {
        events.close();
        forgetShared();
    }

    /** The time of an event that counts, in milliseconds since 1970. */
    long counted(Event event) {
        return plan.scope().time().of(event);
    }

    /** How many were kept. */
    long size() {
        return size;
    }

    /** Where this is among all that keep events. */
    int place() {
        return place;
    }

    int place(RecordReader reader) {
        return readers.number(reader);
    }

    int place(MatchedRules rules) {
        return combinations.number(rules);
    }

    RecordReader reader(int number) {
        return readers.get(number);
    }

    MatchedRules rules(int number) {
        return combinations.get(number);
    }

    byte[] bytes(long position, int length) {
        return bytes.read(position, length);
    }

    Event read(byte[] record, RecordReader reader) {
        try {
            return plan.enrichment().apply(reader.read(record));
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
        letGo();
        bytes.close();
    }
}
