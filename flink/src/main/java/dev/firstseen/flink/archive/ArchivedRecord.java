package dev.firstseen.flink.archive;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.export.RecordReader;
import java.util.Optional;

/**
 * A record as it is kept.
 *
 * @param kind what kind of record the bytes are
 * @param time the event's own, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ArchivedRecord(String kind, long time, byte[] bytes) {

    /** What reads it. */
    public RecordReader reader() {
        return RecordReader.ofKind(kind, AuditSettings.NONE);
    }

    /** The event, as it was when the record was archived; empty where this build refuses what an earlier one has read. */
    public Optional<Event> event() {
        try {
            return Optional.of(reader().read(bytes));
        } catch (Rejected changed) {
            return Optional.empty();
        }
    }

    /** How it is written. */
    public record OfArchivedRecord() implements Coding<ArchivedRecord> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ArchivedRecord kept, ByteWriter to) {
            to.text(kept.kind());
            to.whole(kept.time());
            to.bytes(kept.bytes());
        }

        @Override
        public ArchivedRecord read(ByteReader from, int version) {
            return new ArchivedRecord(from.text(), from.whole(), from.bytes());
        }
    }
}
