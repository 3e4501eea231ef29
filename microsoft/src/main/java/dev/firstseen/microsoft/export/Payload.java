package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;

/**
 * The log entry that a row holds, taken out of whatever it was wrapped in.
 *
 * @param kind what the bytes are
 * @param bytes one JSON object
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared or kept.
record Payload(Kind kind, byte[] bytes, int offset, int length) {

    enum Kind {
        /** A record of the unified audit log as Microsoft writes it. */
        AUDIT_RECORD,
        /** A document that Elastic's integration has already made of one. */
        ECS_DOCUMENT
    }

    /** Members whose text or object is the record: cmdlets and portals, Graph, and what SIEMs put around. */
    private static final List<String> WRAPPERS =
            List.of("AuditData", "auditData", "_source", "result", "_raw", "raw", "RawData", "message");

    /** Wrapping inside wrapping: a SIEM's export of a cmdlet's output is two deep. */
    private static final int DEEPEST = 4;

    private static final byte[] USUAL_START = "{\"CreationTime\"".getBytes(StandardCharsets.US_ASCII);

    /**
     * Takes the entry out of a JSON object.
     *
     * @throws Rejected where the bytes are no JSON object, or one of which nothing is known
     */
    static Payload of(byte[] json, int offset, int length) throws Rejected {
        if (startsAsUsual(json, offset, length)) {
            return new Payload(Kind.AUDIT_RECORD, json, offset, length);
        }
        Value.Members members = JsonReader.ofRecords().object(json, offset, length);
        return of(members, new Payload(Kind.AUDIT_RECORD, json, offset, length), 0);
    }

    private static Payload of(Value.Members members, Payload written, int depth) throws Rejected {
        SequencedMap<String, Value> byName = members.members();
        for (String wrapper : WRAPPERS) {
            Value inner = depth < DEEPEST ? byName.get(wrapper) : null;
            if (inner instanceof Value.Members object) {
                byte[] bytes = JsonWriter.bytes(object);
                return of(object, new Payload(Kind.AUDIT_RECORD, bytes, 0, bytes.length), depth + 1);
            }
            if (inner instanceof Value.Text text && text.text().startsWith("{")) {
                byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
                if (startsAsUsual(bytes, 0, bytes.length)) {
                    return new Payload(Kind.AUDIT_RECORD, bytes, 0, bytes.length);
                }
                Value.Members object = JsonReader.ofRecords().object(bytes, 0, bytes.length);
                return of(object, new Payload(Kind.AUDIT_RECORD, bytes, 0, bytes.length), depth + 1);
            }
        }
        if (byName.containsKey("@timestamp")) {
            return new Payload(Kind.ECS_DOCUMENT, written.bytes(), written.offset(), written.length());
        }
        if (byName.containsKey("CreationTime") || byName.containsKey("Operation")) {
            return written;
        }
        throw new Rejected(Reason.UNKNOWN_SHAPE, "Its members are: " + names(byName));
    }

    private static String names(SequencedMap<String, Value> members) {
        int most = 8;
        String first = String.join(
                ", ", members.keySet().stream().limit(most).map(Payload::brief).toList());
        return members.size() > most ? first + ", and %d more.".formatted(members.size() - most) : first + ".";
    }

    private static String brief(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    private static boolean startsAsUsual(byte[] json, int offset, int length) {
        if (length < USUAL_START.length) {
            return false;
        }
        for (int i = 0; i < USUAL_START.length; i++) {
            if (json[offset + i] != USUAL_START[i]) {
                return false;
            }
        }
        return true;
    }
}
