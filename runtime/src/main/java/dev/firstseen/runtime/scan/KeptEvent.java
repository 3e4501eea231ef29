package dev.firstseen.runtime.scan;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.microsoft.export.RecordReader;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * An event that matched, small: its identity, its time and what the rules read of every event. Its bytes lie outside the
 * heap, and the whole event is read again when someone asks for more.
 */
final class KeptEvent implements Event {

    /** By identity: records of one log with the same id are the same entry. */
    static final Comparator<KeptEvent> IDENTITY = Comparator.comparing((KeptEvent event) -> event.id instanceof UUID)
            .thenComparing(KeptEvent::compareIds)
            .thenComparing(KeptEvent::tenant)
            .thenComparing(KeptEvent::dataset);

    /** About what one takes in the heap besides its texts, in bytes. */
    private static final int BARE = 200;

    private final KeptEvents store;
    private final RecordReader reader;
    private final long position;
    private final int length;

    /** A UUID where the id is one as usually written, which takes a third of the room; else the text. */
    private final Object id;

    private final long time;
    /** The time that the scan goes by. */
    private final long counted;

    private final String dataset;
    private final String tenant;
    private final MatchedRules rules;
    /** Of the fields of {@link MatchedRules}, in their order. */
    private final List<List<Value>> values;

    KeptEvent(
            Event event,
            MatchedRules rules,
            List<List<Value>> values,
            KeptEvents store,
            RecordReader reader,
            long position,
            int length) {
        this.id = compact(event.id());
        this.time = event.time();
        this.counted = event instanceof KeptEvent kept ? kept.counted : store.counted(event);
        this.dataset = event.dataset();
        this.tenant = store.same(event.tenant());
        this.rules = rules;
        this.values = values;
        this.store = store;
        this.reader = reader;
        this.position = position;
        this.length = length;
    }

    private KeptEvent(KeptEvents store, ByteReader from) {
        this.store = store;
        this.reader = store.reader((int) from.whole());
        this.position = from.whole();
        this.length = (int) from.whole();
        this.id = from.flag() ? new UUID(from.whole(), from.whole()) : from.text();
        this.time = from.whole();
        this.counted = time + from.whole();
        this.dataset = store.same(from.text());
        this.tenant = store.same(from.text());
        this.rules = store.rules((int) from.whole());
        this.values = from.list(field -> store.same(List.copyOf(field.list(ByteReader::value))));
    }

    /** The same event, for some of its rules only. */
    KeptEvent forRules(int[] places) {
        return store.kept(this, places, reader, position, length);
    }

    /** What {@link #read} gives back. */
    void write(ByteWriter to) {
        to.whole(store.place());
        to.whole(store.place(reader));
        to.whole(position);
        to.whole(length);
        to.flag(id instanceof UUID);
        if (id instanceof UUID uuid) {
            to.whole(uuid.getMostSignificantBits());
            to.whole(uuid.getLeastSignificantBits());
        } else {
            to.text(id());
        }
        to.whole(time);
        to.whole(counted - time);
        to.text(dataset);
        to.text(tenant);
        to.whole(store.place(rules));
        to.list(values, (field, into) -> into.list(field, (value, each) -> each.value(value)));
    }

    /** @param stores all that keep events, by their places */
    static KeptEvent read(ByteReader from, List<KeptEvents> stores) {
        return new KeptEvent(stores.get((int) from.whole()), from);
    }

    /** About how many bytes of the heap it takes; texts that it shares with others are taken for its own. */
    long weight() {
        long weight = BARE + dataset.length() + tenant.length() + (id instanceof String text ? 2L * text.length() : 0);
        for (List<Value> field : values) {
            weight += weight(field);
        }
        return weight;
    }

    /** About how many bytes of the heap some values take. */
    static long weight(List<Value> values) {
        long weight = 0;
        for (Value value : values) {
            weight += weight(value);
        }
        return weight;
    }

    private static long weight(Value value) {
        return switch (value) {
            case Value.Text(String text) -> 48 + 2L * text.length();
            case Value.Scalar scalar -> 24;
            case Value.Items(List<Value> items) -> 24 + weight(items);
            case Value.Members(SequencedMap<String, Value> members) ->
                64
                        + members.entrySet().stream()
                                .mapToLong(member -> 64 + 2L * member.getKey().length() + weight(member.getValue()))
                                .sum();
        };
    }

    private static Object compact(String id) {
        if (id.length() == 36 && id.charAt(8) == '-') {
            try {
                UUID uuid = UUID.fromString(id);
                if (uuid.toString().equals(id)) {
                    return uuid;
                }
            } catch (IllegalArgumentException none) {
                return id;
            }
        }
        return id;
    }

    private static int compareIds(KeptEvent one, KeptEvent other) {
        return one.id instanceof UUID first && other.id instanceof UUID second
                ? first.compareTo(second)
                : one.id().compareTo(other.id());
    }

    /** The time by which the scan decides, in milliseconds since 1970. */
    long counted() {
        return counted;
    }

    MatchedRules rules() {
        return rules;
    }

    /** The record as it was read. */
    byte[] bytes() {
        return store.bytes(position, length);
    }

    /** Reads the whole event once more. */
    Event readAgain() {
        return store.read(bytes(), reader);
    }

    @Override
    public String id() {
        return id.toString();
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public String dataset() {
        return dataset;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public List<Value> values(FieldPath field) {
        int place = rules.fields().indexOf(field);
        return place < 0 ? store.whole(this).values(field) : values.get(place);
    }

    @Override
    public Document document() {
        return store.whole(this).document();
    }

    @Override
    public String toString() {
        return "KeptEvent[" + dataset + " " + id + "]";
    }
}
