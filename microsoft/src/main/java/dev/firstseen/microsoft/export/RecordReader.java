package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;

/** Makes an event of the bytes of one kind of record; the same bytes give an equal event every time. */
public interface RecordReader {

    /**
     * The reader of the records of a kind that {@link #kind} named, also in another process. Where another build named it,
     * and this one does not know it, each record is rejected.
     */
    static RecordReader ofKind(String kind, AuditSettings settings) {
        return KindReader.named(kind, settings).orElseGet(() -> new UnknownReader(kind));
    }

    /** What kind of record it reads, by the name that {@link #ofKind} knows. */
    String kind();

    /** The bytes are kept, not copied. */
    Event read(byte[] bytes) throws Rejected;
}
