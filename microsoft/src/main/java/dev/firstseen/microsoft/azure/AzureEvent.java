package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.List;

/**
 * A record of one of Azure's logs as an event. It is lazy: reading it checks the JSON and notes where the members are; a
 * member's value is built when a field asks for it.
 *
 * <p>The bytes are kept, not copied; they must not change while the event is in use. Many threads may use one event.
 */
public final class AzureEvent implements Event {
    private final AzureLog log;
    private final AzureRecord record;

    private AzureEvent(AzureLog log, AzureRecord record) {
        this.log = log;
        this.record = record;
    }

    /**
     * Reads one raw record.
     *
     * @throws Rejected where the bytes are not a JSON object within the limits, or it has no time
     */
    public static AzureEvent read(AzureLog log, Form form, byte[] bytes, int offset, int length) throws Rejected {
        return of(log, form, LazyObject.read(bytes, offset, length));
    }

    /**
     * The event of a record that is read.
     *
     * @throws Rejected where it has no time
     */
    public static AzureEvent of(AzureLog log, Form form, LazyObject object) throws Rejected {
        return new AzureEvent(log, AzureRecord.of(log, form, object));
    }

    @Override
    public String id() {
        return record.id();
    }

    @Override
    public long time() {
        return record.time();
    }

    @Override
    public String dataset() {
        return log.dataset();
    }

    @Override
    public String tenant() {
        return record.tenant();
    }

    @Override
    public List<Value> values(FieldPath field) {
        return log.view().values(record, field);
    }

    @Override
    public Document document() {
        return log.view().document(record);
    }

    @Override
    public String toString() {
        return "AzureEvent[" + log.dataset() + " " + id() + "]";
    }
}
