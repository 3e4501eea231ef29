package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A record of the unified audit log as an event of dataset {@code o365.audit}. It is lazy: reading it checks the JSON
 * and notes where the outermost members are; a member's value is built when a field asks for it.
 *
 * <p>The bytes are kept, not copied; they must not change while the event is in use. Many threads may use one event.
 */
public final class AuditEvent implements Event {
    private static final List<String> KEPT = List.of("o365", "audit");

    private final String id;
    private final String tenant;
    private final AuditRecord record;

    private AuditEvent(String id, String tenant, AuditRecord record) {
        this.id = id;
        this.tenant = tenant;
        this.record = record;
    }

    /**
     * Reads one raw record.
     *
     * @throws Rejected where the bytes are not a JSON object within the limits, or it has no Id or no CreationTime
     */
    public static AuditEvent read(byte[] bytes, int offset, int length, AuditSettings settings) throws Rejected {
        LazyObject members = LazyObject.read(bytes, offset, length);
        String id = AuditRecord.text(members.get("Id"));
        if (id == null || id.isBlank()) {
            throw new Rejected(Reason.NO_ID);
        }
        String written = AuditRecord.text(members.get("CreationTime"));
        OptionalLong time = written == null ? OptionalLong.empty() : RecordTime.parse(written);
        if (time.isEmpty()) {
            throw new Rejected(RecordCheck.noTime(written));
        }
        AuditRecord record = new AuditRecord(members, time.getAsLong(), settings);
        return new AuditEvent(id, Tenant.key(members.get("OrganizationId")), record);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long time() {
        return record.time();
    }

    @Override
    public String dataset() {
        return AuditMappings.DATASET;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public List<Value> values(FieldPath field) {
        List<String> segments = field.segments();
        int size = segments.size();
        if (size > KEPT.size()
                && segments.get(0).equals(KEPT.get(0))
                && segments.get(1).equals(KEPT.get(1))) {
            return below(AuditMappings.stays(record, segments.get(2)), segments.subList(3, size));
        }
        if (segments.getFirst().equals(KEPT.getFirst())) {
            return document().values(field);
        }
        FieldIndex node = FieldIndex.MAPPED;
        for (int depth = 0; depth < size; depth++) {
            FieldIndex next = node.child(segments.get(depth));
            if (next == null) {
                return List.of();
            }
            if (!next.rows().isEmpty()) {
                return below(AuditMappings.value(next.rows(), record), segments.subList(depth + 1, size));
            }
            node = next;
        }
        return document().values(field);
    }

    private static List<Value> below(@Nullable Value value, List<String> rest) {
        if (value == null) {
            return List.of();
        }
        if (rest.isEmpty() && value instanceof Value.Scalar) {
            return List.of(value);
        }
        return Document.values(value, rest);
    }

    @Override
    public Document document() {
        SequencedMap<String, Value> kept = new LinkedHashMap<>();
        for (String member : record.members().names()) {
            Value value = AuditMappings.stays(record, member);
            if (value != null) {
                kept.put(member, value);
            }
        }
        SequencedMap<String, Value> root = FieldIndex.MAPPED.build(record);
        root.put(KEPT.getFirst(), new Value.Members(single(KEPT.getLast(), new Value.Members(kept))));
        return new Document(new Value.Members(root));
    }

    private static SequencedMap<String, Value> single(String name, Value value) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put(name, value);
        return members;
    }

    @Override
    public String toString() {
        return "AuditEvent[" + id + "]";
    }
}
