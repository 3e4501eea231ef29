package dev.firstseen.runtime.scan;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.export.RecordReader;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * An event that matched, small: in the heap are its identity, its time and what the rules read of every event. Its bytes
 * lie outside, and the whole event is read again when someone asks for more.
 */
final class KeptEvent implements Event {

    /** By identity: records of one log with the same id are the same entry. */
    static final Comparator<KeptEvent> IDENTITY = Comparator.comparing((KeptEvent event) -> event.id instanceof UUID)
            .thenComparing(KeptEvent::compareIds)
            .thenComparing(KeptEvent::tenant)
            .thenComparing(KeptEvent::dataset);

    private final KeptEvents store;
    private final RecordReader reader;
    private final long position;
    private final int length;

    /** A UUID where the id is one as usually written, which takes a third of the room; else the text. */
    private final Object id;

    private final long time;
    private final String dataset;
    private final String tenant;
    private final MatchedRules rules;
    /** Of the fields of {@link MatchedRules}, in their order. */
    private final List<Value>[] values;

    KeptEvent(
            Event event,
            MatchedRules rules,
            List<Value>[] values,
            KeptEvents store,
            RecordReader reader,
            long position,
            int length) {
        this.id = compact(event.id());
        this.time = event.time();
        this.dataset = event.dataset();
        this.tenant = store.same(event.tenant());
        this.rules = rules;
        this.values = values;
        this.store = store;
        this.reader = reader;
        this.position = position;
        this.length = length;
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
        return place < 0 ? store.whole(this).values(field) : values[place];
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
