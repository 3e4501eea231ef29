package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;
import java.util.List;
import java.util.Optional;

/**
 * A record that was read out of bytes that hold nothing else, such as a line of an archive.
 *
 * @param reader makes the same event of the bytes again
 * @param bytes the record's own, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ReadRecord(Event event, RecordReader reader, byte[] bytes) {

    /**
     * Reads it, out of whatever it is wrapped in; empty where there is no record, or more than one.
     *
     * @param json kept, not copied
     */
    public static Optional<ReadRecord> of(byte[] json, AuditSettings settings) {
        try {
            Unwrapped unwrapped = Unwrapping.of(json, 0, json.length);
            List<Payload> payloads = unwrapped.payloads();
            if (payloads.size() != 1) {
                return Optional.empty();
            }
            Payload payload = payloads.getFirst();
            KindReader reader = new KindReader(payload.kind(), settings);
            return Optional.of(new ReadRecord(reader.event(payload.object()), reader, payload.bytes()));
        } catch (Rejected none) {
            return Optional.empty();
        }
    }
}
