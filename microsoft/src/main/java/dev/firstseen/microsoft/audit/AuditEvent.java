package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.List;
import java.util.OptionalLong;

/**
 * A record of the unified audit log as an event of dataset {@code o365.audit}. It is lazy: reading it checks the JSON
 * and notes where the outermost members are; a member's value is built when a field asks for it.
 *
 * <p>The bytes are kept, not copied; they must not change while the event is in use. Many threads may use one event.
 */
public final class AuditEvent implements Event {
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
        return of(LazyObject.read(bytes, offset, length), settings);
    }

    /**
     * The event of a record that is read.
     *
     * @throws Rejected where it has no Id or no CreationTime
     */
    public static AuditEvent of(LazyObject members, AuditSettings settings) throws Rejected {
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
        return AuditMappings.VIEW.values(record, field);
    }

    @Override
    public Document document() {
        return AuditMappings.VIEW.document(record);
    }

    @Override
    public String toString() {
        return "AuditEvent[" + id + "]";
    }
}
