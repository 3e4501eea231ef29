package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.export.RecordReader;
import java.util.List;
import java.util.function.UnaryOperator;

/** An event held as the bytes of its record, which are read again each time it is asked for: a tenth of the memory. */
public final class PackedEvent implements Event {
    private final String id;
    private final long time;
    private final String dataset;
    private final String tenant;
    private final byte[] bytes;
    private final RecordReader reader;
    private final UnaryOperator<Event> enrichment;

    private PackedEvent(
            String id,
            long time,
            String dataset,
            String tenant,
            byte[] bytes,
            RecordReader reader,
            UnaryOperator<Event> enrichment) {
        this.id = id;
        this.time = time;
        this.dataset = dataset;
        this.tenant = tenant;
        this.bytes = bytes;
        this.reader = reader;
        this.enrichment = enrichment;
    }

    /** An event as its record, which a reader can read again. */
    public static Event of(Event event, byte[] bytes, RecordReader reader, UnaryOperator<Event> enrichment) {
        return new PackedEvent(event.id(), event.time(), event.dataset(), event.tenant(), bytes, reader, enrichment);
    }

    private Event whole() {
        try {
            return enrichment.apply(reader.read(bytes));
        } catch (Rejected changed) {
            throw new IllegalStateException("a record that was read before cannot be read again", changed);
        }
    }

    @Override
    public String id() {
        return id;
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
        return whole().values(field);
    }

    @Override
    public Document document() {
        return whole().document();
    }
}
