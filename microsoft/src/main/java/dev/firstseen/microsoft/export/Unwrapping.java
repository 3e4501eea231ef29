package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.azure.Form;
import dev.firstseen.microsoft.json.JsonReader;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.table.ActivityList;
import dev.firstseen.microsoft.table.RecordTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes log entries out of what cmdlets, portals, interfaces and SIEMs put around them. */
final class Unwrapping {

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

    /** Members that hold a list of records. */
    private static final List<String> LISTS = List.of("records", "value");

    /** Wrapping inside wrapping: a SIEM's export of a cmdlet's output is two deep. */
    private static final int DEEPEST = 4;

    private static final byte[] USUAL_START = "{\"CreationTime\"".getBytes(StandardCharsets.US_ASCII);

    private final List<Payload> found = new ArrayList<>();

    private Unwrapping() {}

    /**
     * Takes the entries out of a JSON object, or out of a text that holds one: nearly always one, more where a list of
     * them is wrapped.
     *
     * @throws Rejected where the bytes are neither, or an object of which nothing is known
     */
    static List<Payload> of(byte[] json, int offset, int length) throws Rejected {
        if (startsAsUsual(json, offset, length)) {
            return List.of(new Payload(RecordKind.AUDIT, json, offset, length));
        }
        Unwrapping unwrapping = new Unwrapping();
        if (length > 0
                && json[offset] == '"'
                && JsonReader.ofRecords().value(json, offset, length).orElse(null) instanceof Value.Text text) {
            byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
            unwrapping.take(bytes, 0, bytes.length, 1);
        } else {
            unwrapping.take(json, offset, length, 0);
        }
        return unwrapping.found;
    }

    /** The entry that an object already read is, such as a row of a table. */
    static List<Payload> of(Value.Members record) throws Rejected {
        byte[] bytes = JsonWriter.bytes(record);
        return of(bytes, 0, bytes.length);
    }

    private void take(byte[] json, int offset, int length, int depth) throws Rejected {
        if (startsAsUsual(json, offset, length)) {
            found.add(new Payload(RecordKind.AUDIT, json, offset, length));
            return;
        }
        LazyObject members = LazyObject.read(json, offset, length);
        Set<String> names = members.names();
        RecordKind kind = RecordKind.of(name -> names.contains(name) ? text(members.get(name)) : null);
        if (!isDiagnostic(kind)) {
            for (String wrapper : WRAPPERS) {
                boolean hit = wrapper.equals("_source") && depth == 0 && isDocument(members.get(wrapper));
                if (depth < DEEPEST
                        && !hit
                        && names.contains(wrapper)
                        && takeInner(members.get(wrapper), kind, depth)) {
                    return;
                }
            }
        }
        if (!(kind instanceof RecordKind.Raw) && depth < DEEPEST && takeOriginal(members, depth)) {
            return;
        }
        if (kind != null) {
            found.add(new Payload(kind, json, offset, length));
            return;
        }
        if (depth == 0 && isDocument(members.get("_source"))) {
            // A search hit's own id stands beside its document.
            found.add(new Payload(new RecordKind.EcsDocument(), json, offset, length));
            return;
        }
        for (String list : LISTS) {
            if (depth < DEEPEST && members.get(list) instanceof Value.Items items && takeEach(items, depth)) {
                return;
            }
        }
        takeRebuilt(members, names);
    }

    /** Diagnostic settings wrap nothing; what looks like another record may be what stands around one. */
    private static boolean isDiagnostic(@Nullable RecordKind kind) {
        return kind instanceof RecordKind.Raw raw && !raw.equals(RecordKind.AUDIT) && raw.form() == Form.RECORD;
    }

    /** Takes what a wrapper holds; false where that is no record and the object around it may be one. */
    private boolean takeInner(@Nullable Value inner, @Nullable RecordKind around, int depth) throws Rejected {
        try {
            if (inner instanceof Value.Members object) {
                byte[] bytes = JsonWriter.bytes(object);
                take(bytes, 0, bytes.length, depth + 1);
                return true;
            }
            String text = inner instanceof Value.Text written ? written.text() : "";
            if (text.startsWith("{")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                take(bytes, 0, bytes.length, depth + 1);
                return true;
            }
            return text.startsWith("[")
                    && JsonReader.ofRecords().value(text).orElse(null) instanceof Value.Items items
                    && takeEach(items, depth);
        } catch (Rejected rejected) {
            if (around == null) {
                throw rejected;
            }
            return false;
        }
    }

    /** Takes the record inside of an event that a forwarder made, or in a document not yet worked on. */
    private boolean takeOriginal(LazyObject members, int depth) throws Rejected {
        Value event = members.get("event");
        boolean around = event instanceof Value.Members object
                && RecordKind.of(name -> text(object.members().get(name))) instanceof RecordKind.Raw;
        Optional<Value> inner = around ? Optional.ofNullable(event) : original(event, members::get);
        return inner.isPresent() && takeInner(inner.get(), null, depth);
    }

    /** The record in a document that Elastic's integration has not worked on: it would have given it an id. */
    private static Optional<Value> original(@Nullable Value event, Function<String, @Nullable Value> member) {
        SequencedMap<String, Value> inner =
                event instanceof Value.Members object ? object.members() : Value.Members.NONE.members();
        boolean worked = inner.containsKey("id") || member.apply("event.id") != null;
        Value nested = inner.get("original");
        Value original = nested == null ? member.apply("event.original") : nested;
        return !worked && original instanceof Value.Text text && text.text().startsWith("{")
                ? Optional.of(original)
                : Optional.empty();
    }

    /** Whether a search hit's source is a document to be taken as it is, the hit's own id beside it. */
    private static boolean isDocument(@Nullable Value source) {
        if (!(source instanceof Value.Members document)) {
            return false;
        }
        SequencedMap<String, Value> members = document.members();
        return RecordKind.of(name -> text(members.get(name))) instanceof RecordKind.EcsDocument
                && original(members.get("event"), members::get).isEmpty()
                && WRAPPERS.stream().noneMatch(wrapper -> isRecord(members.get(wrapper)));
    }

    private static boolean isRecord(@Nullable Value value) {
        return value instanceof Value.Members
                || (value instanceof Value.Text text && text.text().startsWith("{"));
    }

    private boolean takeEach(Value.Items items, int depth) throws Rejected {
        boolean any = false;
        for (Value item : items.items()) {
            if (item instanceof Value.Members object) {
                byte[] bytes = JsonWriter.bytes(object);
                take(bytes, 0, bytes.length, depth + 1);
                any = true;
            }
        }
        return any;
    }

    /** Columns as members, and the activity log as Azure's own interface tells it. */
    private void takeRebuilt(LazyObject members, Set<String> names) throws Rejected {
        Optional<Value.Members> record = Optional.empty();
        if (names.contains("TimeGenerated")) {
            record = RecordTable.record(members.all());
        } else if (names.contains("eventTimestamp")) {
            record = Optional.of(ActivityList.record(members.all()));
        }
        if (record.isPresent()) {
            byte[] bytes = JsonWriter.bytes(record.get());
            LazyObject rebuilt = LazyObject.read(bytes, 0, bytes.length);
            RecordKind kind = RecordKind.of(name -> text(rebuilt.get(name)));
            if (kind != null) {
                found.add(new Payload(kind, bytes, 0, bytes.length));
                return;
            }
        }
        throw new Rejected(Reason.UNKNOWN_SHAPE, "Its members are: " + told(names));
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    private static String told(Set<String> names) {
        int most = 8;
        String first = String.join(
                ", ", names.stream().limit(most).map(Unwrapping::brief).toList());
        return names.size() > most ? first + ", and %d more.".formatted(names.size() - most) : first + ".";
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
