package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.azure.Form;
import dev.firstseen.microsoft.json.JsonReader;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.table.ActivityList;
import dev.firstseen.microsoft.table.GraphCmdlet;
import dev.firstseen.microsoft.table.RecordTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes log entries out of what cmdlets, portals, interfaces and SIEMs put around them. */
final class Unwrapping {

    /** Members whose text or object is the record. */
    private static final List<Mark> WRAPPERS = List.of(
            Mark.AUDIT_DATA_OF_CMDLET,
            Mark.AUDIT_DATA_OF_GRAPH,
            Mark.AUDIT_DATA_LOWER,
            Mark.SOURCE,
            Mark.RESULT,
            Mark.RAW_OF_SPLUNK,
            Mark.RAW,
            Mark.RAW_DATA,
            Mark.RAW_EVENT_DATA,
            Mark.ADDITIONAL_PROPERTIES,
            Mark.MESSAGE);

    private static final Mark[] WRAPPING = WRAPPERS.toArray(Mark[]::new);

    /** Members that hold a list of records. */
    private static final List<Mark> LISTS = List.of(Mark.RECORDS, Mark.VALUE);

    /** Wrapping inside wrapping: a SIEM's export of a cmdlet's output is two deep. */
    private static final int DEEPEST = 4;

    private static final byte[] USUAL_START = "{\"CreationTime\"".getBytes(StandardCharsets.US_ASCII);

    private final List<Payload> found = new ArrayList<>();
    private final List<Unwrapped.Broken> broken = new ArrayList<>();

    private Unwrapping() {}

    /**
     * Takes the entries out of a JSON object, or out of a text that holds one: nearly always one, more where a list of
     * them is wrapped.
     *
     * @throws Rejected where the bytes are neither, or an object of which nothing is known
     */
    static Unwrapped of(byte[] json, int offset, int length) throws Rejected {
        if (startsAsUsual(json, offset, length)) {
            return Unwrapped.of(Payload.unread(RecordKind.AUDIT, json, offset, length));
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
        return new Unwrapped(unwrapping.found, unwrapping.broken);
    }

    /** The entry that an object already read is, such as a row of a table. */
    static Unwrapped of(Value.Members record) throws Rejected {
        byte[] bytes = JsonWriter.bytes(record);
        return of(bytes, 0, bytes.length);
    }

    private void take(byte[] json, int offset, int length, int depth) throws Rejected {
        if (startsAsUsual(json, offset, length)) {
            found.add(Payload.unread(RecordKind.AUDIT, json, offset, length));
        } else {
            take(LazyObject.read(json, offset, length), depth);
        }
    }

    private void take(String json, int depth) throws Rejected {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        take(bytes, 0, bytes.length, depth);
    }

    private void take(LazyObject object, int depth) throws Rejected {
        Marks marks = Marks.of(object);
        RecordKind kind = RecordKind.of(marks);
        if (!isDiagnostic(kind) && depth < DEEPEST && marks.hasOneOf(WRAPPING) && takeWrapped(marks, kind, depth)) {
            return;
        }
        if (!(kind instanceof RecordKind.Raw) && depth < DEEPEST && takeOriginal(marks, depth)) {
            return;
        }
        if (kind != null) {
            found.add(Payload.of(kind, object));
            return;
        }
        if (depth == 0 && isDocument(marks.inner(Mark.SOURCE))) {
            // A search hit's own id stands beside its document.
            found.add(Payload.of(new RecordKind.EcsDocument(), object));
            return;
        }
        if (depth < DEEPEST) {
            for (Mark list : LISTS) {
                if (marks.has(list) && takeEach(object, list, depth)) {
                    return;
                }
            }
        }
        takeRebuilt(marks);
    }

    /** Diagnostic settings wrap nothing; what looks like another record may be what stands around one. */
    private static boolean isDiagnostic(@Nullable RecordKind kind) {
        return kind instanceof RecordKind.Raw raw && !raw.equals(RecordKind.AUDIT) && raw.form() == Form.RECORD;
    }

    private boolean takeWrapped(Marks marks, @Nullable RecordKind kind, int depth) throws Rejected {
        for (Mark wrapper : WRAPPERS) {
            boolean hit = wrapper == Mark.SOURCE && depth == 0 && isDocument(marks.inner(wrapper));
            if (!hit && marks.has(wrapper) && takeInner(marks, wrapper, kind, depth)) {
                return true;
            }
        }
        return false;
    }

    /** Takes what a wrapper holds; false where that is no record and the object around it may be one. */
    private boolean takeInner(Marks marks, Mark wrapper, @Nullable RecordKind around, int depth) throws Rejected {
        int brokenBefore = broken.size();
        int foundBefore = found.size();
        try {
            boolean taken = takeText(marks, wrapper, depth);
            if (around == null || found.size() > foundBefore) {
                return taken;
            }
        } catch (Rejected rejected) {
            if (around == null) {
                throw rejected;
            }
        }
        broken.subList(brokenBefore, broken.size()).clear();
        return false;
    }

    private boolean takeText(Marks marks, Mark wrapper, int depth) throws Rejected {
        LazyObject object = marks.object().object(wrapper.member());
        if (object != null) {
            boolean wraps = object.first() != 0;
            if (wraps) {
                takeNested(object, depth + 1);
            }
            return wraps;
        }
        String text = marks.value(wrapper) instanceof Value.Text written ? written.text() : "";
        if (text.startsWith("{")) {
            take(text, depth + 1);
            return true;
        }
        return text.startsWith("[")
                && JsonReader.ofRecords().value(text).orElse(null) instanceof Value.Items items
                && takeItems(items, depth);
    }

    /** Takes an object inside another; one that begins as usual is what it begins as, whatever else is in it. */
    private void takeNested(LazyObject object, int depth) throws Rejected {
        int first = object.first();
        if (first != 0 && object.name(first).equals(Mark.CREATION_TIME.member())) {
            found.add(Payload.of(RecordKind.AUDIT, object));
        } else {
            take(object, depth);
        }
    }

    /** Takes the record inside of an event that a forwarder made, or in a document not yet worked on. */
    private boolean takeOriginal(Marks marks, int depth) throws Rejected {
        Marks event = marks.inner(Mark.EVENT);
        if (event != null && RecordKind.of(event) instanceof RecordKind.Raw) {
            takeNested(event.object(), depth + 1);
            return true;
        }
        String original = original(marks, event);
        if (original != null) {
            take(original, depth + 1);
            return true;
        }
        return false;
    }

    /** The record in a document that Elastic's integration has not worked on: it would have given it an id. */
    private static @Nullable String original(Marks marks, @Nullable Marks event) {
        boolean worked = marks.has(Mark.EVENT_ID) || (event != null && event.has(Mark.ID));
        Value original = event != null && event.has(Mark.ORIGINAL)
                ? event.value(Mark.ORIGINAL)
                : marks.value(Mark.EVENT_ORIGINAL);
        return !worked && original instanceof Value.Text text && text.text().startsWith("{") ? text.text() : null;
    }

    /** Whether a search hit's source is a document to be taken as it is, the hit's own id beside it. */
    private static boolean isDocument(@Nullable Marks source) {
        return source != null
                && RecordKind.of(source) instanceof RecordKind.EcsDocument
                && original(source, source.inner(Mark.EVENT)) == null
                && WRAPPERS.stream().noneMatch(wrapper -> isRecord(source.value(wrapper)));
    }

    private static boolean isRecord(@Nullable Value value) {
        return value instanceof Value.Members
                || (value instanceof Value.Text text && text.text().startsWith("{"));
    }

    /** Takes each object of a list, and takes note of those that are no records; false where there is none. */
    private boolean takeEach(LazyObject object, Mark list, int depth) {
        List<LazyObject> records = object.objects(list.member());
        if (records == null || records.isEmpty()) {
            return false;
        }
        for (LazyObject record : records) {
            try {
                takeNested(record, depth + 1);
            } catch (Rejected rejected) {
                int end = record.offset() + record.length();
                broken.add(new Unwrapped.Broken(
                        rejected.rejection(), Arrays.copyOfRange(record.bytes(), record.offset(), end)));
            }
        }
        return true;
    }

    private boolean takeItems(Value.Items items, int depth) {
        if (items.items().stream().noneMatch(Value.Members.class::isInstance)) {
            return false;
        }
        for (Value item : items.items()) {
            byte[] bytes = JsonWriter.text(item).getBytes(StandardCharsets.UTF_8);
            try {
                if (!(item instanceof Value.Members)) {
                    throw new Rejected(Reason.NOT_A_RECORD);
                }
                take(bytes, 0, bytes.length, depth + 1);
            } catch (Rejected rejected) {
                broken.add(new Unwrapped.Broken(rejected.rejection(), bytes));
            }
        }
        return true;
    }

    /** Columns as members, and the activity log as Azure's own interface tells it. */
    private void takeRebuilt(Marks marks) throws Rejected {
        Optional<Value.Members> record = Optional.empty();
        if (marks.has(Mark.TIME_GENERATED)) {
            record = RecordTable.record(marks.object().all());
        } else if (marks.has(Mark.EVENT_TIMESTAMP)) {
            record = Optional.of(ActivityList.record(marks.object().all()));
        } else {
            record = GraphCmdlet.record(marks.object().all());
        }
        if (record.isPresent()) {
            byte[] bytes = JsonWriter.bytes(record.get());
            LazyObject rebuilt = LazyObject.read(bytes, 0, bytes.length);
            RecordKind kind = RecordKind.of(Marks.of(rebuilt));
            if (kind != null) {
                found.add(Payload.of(kind, rebuilt));
                return;
            }
        }
        throw new Rejected(
                Reason.UNKNOWN_SHAPE, "Its members are: " + told(marks.object().names()));
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
