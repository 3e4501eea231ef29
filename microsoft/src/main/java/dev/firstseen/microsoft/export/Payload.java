package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
    private static final List<String> WRAPPERS = List.of(
            "AuditData",
            "auditData",
            "auditdata",
            "_source",
            "result",
            "_raw",
            "raw",
            "RawData",
            "RawEventData",
            "AdditionalProperties",
            "message");

    /** Wrapping inside wrapping: a SIEM's export of a cmdlet's output is two deep. */
    private static final int DEEPEST = 4;

    private static final byte[] USUAL_START = "{\"CreationTime\"".getBytes(StandardCharsets.US_ASCII);

    /**
     * Takes the entry out of a JSON object, or out of a text that holds one.
     *
     * @throws Rejected where the bytes are neither, or an object of which nothing is known
     */
    static Payload of(byte[] json, int offset, int length) throws Rejected {
        if (startsAsUsual(json, offset, length)) {
            return new Payload(Kind.AUDIT_RECORD, json, offset, length);
        }
        if (length > 0
                && json[offset] == '"'
                && JsonReader.ofRecords().value(json, offset, length).orElse(null) instanceof Value.Text text) {
            return ofText(text.text(), 0);
        }
        Value.Members members = JsonReader.ofRecords().object(json, offset, length);
        return of(members, new Payload(Kind.AUDIT_RECORD, json, offset, length), 0);
    }

    private static Payload ofText(String text, int depth) throws Rejected {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Payload written = new Payload(Kind.AUDIT_RECORD, bytes, 0, bytes.length);
        return startsAsUsual(bytes, 0, bytes.length)
                ? written
                : of(JsonReader.ofRecords().object(bytes, 0, bytes.length), written, depth);
    }

    private static Payload ofObject(Value.Members object, int depth) throws Rejected {
        byte[] bytes = JsonWriter.bytes(object);
        return of(object, new Payload(Kind.AUDIT_RECORD, bytes, 0, bytes.length), depth);
    }

    private static Payload of(Value.Members members, Payload written, int depth) throws Rejected {
        SequencedMap<String, Value> byName = members.members();
        if (depth < DEEPEST) {
            for (String wrapper : WRAPPERS) {
                Value inner = byName.get(wrapper);
                if (inner instanceof Value.Members object) {
                    Payload payload = ofObject(object, depth + 1);
                    // A search hit's own id stands beside its document.
                    boolean hit = wrapper.equals("_source") && depth == 0 && payload.kind() == Kind.ECS_DOCUMENT;
                    return hit
                            ? new Payload(Kind.ECS_DOCUMENT, written.bytes, written.offset, written.length)
                            : payload;
                }
                if (inner instanceof Value.Text text && text.text().startsWith("{")) {
                    return ofText(text.text(), depth + 1);
                }
            }
            Optional<String> original = original(byName);
            if (original.isPresent()) {
                return ofText(original.get(), depth + 1);
            }
        }
        if (byName.containsKey("@timestamp")) {
            return new Payload(Kind.ECS_DOCUMENT, written.bytes(), written.offset(), written.length());
        }
        if (byName.containsKey("CreationTime") || byName.containsKey("Operation")) {
            return written;
        }
        if (byName.get("event") instanceof Value.Members event
                && event.members().containsKey("CreationTime")
                && depth < DEEPEST) {
            return ofObject(event, depth + 1);
        }
        throw new Rejected(Reason.UNKNOWN_SHAPE, "Its members are: " + names(byName));
    }

    /** The record in a document that Elastic's integration has not worked on: it would have given it an id. */
    private static Optional<String> original(SequencedMap<String, Value> byName) {
        SequencedMap<String, Value> event =
                byName.get("event") instanceof Value.Members inner ? inner.members() : new LinkedHashMap<>();
        Value original = event.getOrDefault("original", byName.get("event.original"));
        boolean worked = event.containsKey("id") || byName.containsKey("event.id");
        return !worked && original instanceof Value.Text text && text.text().startsWith("{")
                ? Optional.of(text.text())
                : Optional.empty();
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
