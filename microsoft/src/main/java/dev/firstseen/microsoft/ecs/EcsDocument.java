package dev.firstseen.microsoft.ecs;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * Reads ECS documents, as they come out of Elasticsearch: bare, or a search hit with the document under {@code
 * _source}; with objects inside one another, with dotted names ({@code "source.ip": …}), or with both.
 */
public final class EcsDocument {
    private static final FieldPath ID = FieldPath.of("event.id");
    private static final FieldPath TIME = FieldPath.of("@timestamp");
    private static final List<FieldPath> DATASETS =
            List.of(FieldPath.of("data_stream.dataset"), FieldPath.of("event.dataset"));
    private static final List<FieldPath> TENANTS =
            List.of(FieldPath.of("organization.id"), FieldPath.of("azure.tenant_id"));

    /** A hostile name may be all dots. */
    private static final int MOST_SEGMENTS = 50;

    private EcsDocument() {}

    /**
     * Reads one document.
     *
     * @throws Rejected where the bytes are not a JSON object within the limits; where it has neither {@code event.id}
     *     nor {@code _id}; where {@code @timestamp} is missing or unreadable; or where it names no dataset
     */
    public static DocumentEvent read(byte[] bytes, int offset, int length) throws Rejected {
        return of(LazyObject.read(bytes, offset, length));
    }

    /** As {@link #read}, of an object that is read. */
    public static DocumentEvent of(LazyObject object) throws Rejected {
        Value.Members outer = object.all();
        Value.Members source = outer.members().get("_source") instanceof Value.Members inner ? inner : outer;
        Document document = new Document(expanded(source));
        String id = first(document, ID);
        if (id.isEmpty() && outer.members().get("_id") instanceof Value.Scalar hit) {
            id = hit.text();
        }
        if (id.isEmpty()) {
            throw new Rejected(Reason.NO_ID, "Neither event.id nor _id is there.");
        }
        String dataset = first(document, DATASETS);
        if (dataset.isEmpty()) {
            throw new Rejected(Reason.UNKNOWN_SHAPE, "Neither data_stream.dataset nor event.dataset is there.");
        }
        String tenant = first(document, TENANTS).toLowerCase(Locale.ROOT);
        return new DocumentEvent(id, time(document), dataset, tenant, withDataset(document, dataset));
    }

    /** The document with its dataset under both names, whichever a rule asks for. */
    private static Document withDataset(Document document, String dataset) {
        SequencedMap<String, Value> members = new LinkedHashMap<>(document.root().members());
        DATASETS.forEach(field -> put(members, field.name(), 0, Value.of(dataset)));
        return new Document(new Value.Members(members));
    }

    private static long time(Document document) throws Rejected {
        List<Value> found = document.values(TIME);
        OptionalLong time = switch (found.isEmpty() ? null : found.getFirst()) {
            case Value.Whole millis -> OptionalLong.of(millis.number());
            case Value.Text text -> time(text.text());
            case Value.Decimal decimal -> OptionalLong.of((long) decimal.number());
            case Value.Truth truth -> OptionalLong.empty();
            case Value.Items items -> OptionalLong.empty();
            case Value.Members members -> OptionalLong.empty();
            case null -> throw new Rejected(Reason.NO_TIME, "@timestamp is missing.");
        };
        return time.orElseThrow(() -> new Rejected(Reason.NO_TIME, "@timestamp is: " + first(document, TIME)));
    }

    private static OptionalLong time(String text) {
        boolean isMillis =
                !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isMillis ? OptionalLong.of(Long.parseLong(text)) : RecordTime.parse(text);
    }

    private static String first(Document document, List<FieldPath> fields) {
        for (FieldPath field : fields) {
            String found = first(document, field);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String first(Document document, FieldPath field) {
        for (Value value : document.values(field)) {
            if (value instanceof Value.Scalar scalar) {
                return scalar.text();
            }
        }
        return "";
    }

    /** The same object with every dotted name opened up into objects; objects that meet are merged. */
    private static Value.Members expanded(Value.Members members) {
        SequencedMap<String, Value> open = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : members.members().entrySet()) {
            put(open, member.getKey(), 0, expanded(member.getValue()));
        }
        return new Value.Members(open);
    }

    private static Value expanded(Value value) {
        return switch (value) {
            case Value.Members members -> expanded(members);
            case Value.Items items ->
                new Value.Items(
                        items.items().stream().map(EcsDocument::expanded).toList());
            case Value.Scalar scalar -> scalar;
        };
    }

    private static void put(SequencedMap<String, Value> into, String name, int depth, Value value) {
        int dot = name.indexOf('.');
        boolean dotted = dot > 0 && dot < name.length() - 1 && depth < MOST_SEGMENTS;
        String key = dotted ? name.substring(0, dot) : name;
        Value added = value;
        if (dotted) {
            SequencedMap<String, Value> inner = new LinkedHashMap<>();
            put(inner, name.substring(dot + 1), depth + 1, value);
            added = new Value.Members(inner);
        }
        into.merge(key, added, EcsDocument::merged);
    }

    /** Two values of one name: objects are joined; otherwise the first counts. */
    private static Value merged(Value first, Value second) {
        if (!(first instanceof Value.Members before) || !(second instanceof Value.Members after)) {
            return first;
        }
        SequencedMap<String, Value> joined = new LinkedHashMap<>(before.members());
        after.members().forEach((name, value) -> joined.merge(name, value, EcsDocument::merged));
        return new Value.Members(joined);
    }
}
