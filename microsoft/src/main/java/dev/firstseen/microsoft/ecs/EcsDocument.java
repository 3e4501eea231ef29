package dev.firstseen.microsoft.ecs;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.azure.ChangedProperties;
import dev.firstseen.microsoft.json.LazyObject;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Reads ECS documents, as they come out of Elasticsearch: bare, or a search hit with the document under {@code
 * _source}; with objects inside one another, with dotted names ({@code "source.ip": …}), or with both.
 */
public final class EcsDocument {
    private static final FieldPath ID = FieldPath.of("event.id");
    private static final FieldPath TIME = FieldPath.of("@timestamp");
    private static final List<FieldPath> DATASETS =
            List.of(FieldPath.of("data_stream.dataset"), FieldPath.of("event.dataset"));
    /** Where the tenant of a document stands; of several the first counts. */
    public static final List<FieldPath> TENANTS = List.of(
            FieldPath.of("organization.id"),
            FieldPath.of("azure.tenant_id"),
            FieldPath.of("azure.activitylogs.tenant_id"));

    private static final String DIRECTORY = "azure.auditlogs";
    private static final FieldPath TARGETS = FieldPath.of("azure.auditlogs.properties.target_resources");

    /** Elasticsearch allows 100; names are kept for the summary. */
    private static final int LONGEST_DATASET = 256;

    private EcsDocument() {}

    /**
     * Reads one document.
     *
     * @throws Rejected where the bytes are not a JSON object within the limits; where it has neither {@code event.id}
     *     nor {@code _id}; where {@code @timestamp} is missing or unreadable; where it names no dataset; or where its dotted
     *     names are more objects, or deeper ones, than a record may have
     */
    public static DocumentEvent read(byte[] bytes, int offset, int length) throws Rejected {
        return of(LazyObject.read(bytes, offset, length));
    }

    /** As {@link #read}, of an object that is read. */
    public static DocumentEvent of(LazyObject object) throws Rejected {
        Value.Members outer = object.all();
        Value.Members source = outer.members().get("_source") instanceof Value.Members inner ? inner : outer;
        Document document = new Document(Expansion.of(source));
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
        if (dataset.length() > LONGEST_DATASET) {
            throw new Rejected(Reason.TOO_LONG, "Its dataset has a longer name than there are.");
        }
        String tenant = first(document, TENANTS).toLowerCase(Locale.ROOT);
        return new DocumentEvent(
                id, time(document), dataset, tenant, withChanges(withDataset(document, dataset), dataset));
    }

    /** A document of the directory audit with what was changed by name, which Elastic has by place only. */
    private static Document withChanges(Document document, String dataset) {
        if (!dataset.equals(DIRECTORY)) {
            return document;
        }
        List<Value> targets = document.values(TARGETS);
        return targets.isEmpty()
                ? document
                : ChangedProperties.of(targets.getFirst())
                        .map(changes -> document.with(FieldPath.of(ChangedProperties.FIELD), changes))
                        .orElse(document);
    }

    /** The document with its dataset under both names, whichever a rule asks for; what is there stays. */
    private static Document withDataset(Document document, String dataset) {
        Document both = document;
        for (FieldPath field : DATASETS) {
            Value above = both.root().members().get(field.segments().getFirst());
            if (both.values(field).isEmpty() && (above == null || above instanceof Value.Members)) {
                both = both.with(field, Value.of(dataset));
            }
        }
        return both;
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
}
