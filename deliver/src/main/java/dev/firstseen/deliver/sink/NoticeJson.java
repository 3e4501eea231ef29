package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;

/** A notice as bytes, to be kept until it is sent. */
public final class NoticeJson {
    private NoticeJson() {}

    /** The notice as one JSON object in UTF-8. */
    public static byte[] bytes(Notice notice) {
        Json json = new Json()
                .put("kind", Kind.of(notice).word())
                .put("id", notice.id())
                .put("time", Value.of(notice.time()));
        switch (notice) {
            case Notice.AlertRaised raised -> json.put("alert", raised.alert());
            case Notice.AlertAmended amended -> json.put("alert", amended.alert());
            case Notice.AlertWithdrawn withdrawn ->
                json.put("alert", withdrawn.alert()).put("reason", withdrawn.reason());
            case Notice.IncidentChanged changed -> json.put("incident", changed.incident());
            case Notice.IncidentEnded ended ->
                json.put("incident", ended.incident()).put("reason", ended.reason());
            case Notice.Storm storm ->
                json.put("rule", storm.rule())
                        .put("count", Value.of(storm.count()))
                        .put("alerts", storm.alerts());
        }
        return JsonWriter.bytes(json.put("document", notice.document().root()).build());
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException where it is no notice
     */
    public static Notice read(byte[] bytes) {
        Value.Members root = JsonText.object(bytes);
        WrittenFields fields = new WrittenFields(new Document(root));
        String id = text(fields, "id");
        long time = whole(fields, "time");
        if (!(root.members().get("document") instanceof Value.Members members)) {
            throw new IllegalArgumentException("the notice " + id + " has no document");
        }
        Document document = new Document(members);
        return switch (Kind.of(text(fields, "kind"))) {
            case ALERT_RAISED -> new Notice.AlertRaised(id, time, text(fields, "alert"), document);
            case ALERT_AMENDED -> new Notice.AlertAmended(id, time, text(fields, "alert"), document);
            case ALERT_WITHDRAWN ->
                new Notice.AlertWithdrawn(id, time, text(fields, "alert"), text(fields, "reason"), document);
            case INCIDENT_CHANGED -> new Notice.IncidentChanged(id, time, text(fields, "incident"), document);
            case INCIDENT_ENDED ->
                new Notice.IncidentEnded(id, time, text(fields, "incident"), text(fields, "reason"), document);
            case STORM ->
                new Notice.Storm(
                        id, time, text(fields, "rule"), whole(fields, "count"), fields.texts("alerts"), document);
        };
    }

    private static String text(WrittenFields fields, String name) {
        return fields.text(name).orElseThrow(() -> missing(name));
    }

    private static long whole(WrittenFields fields, String name) {
        return fields.values(name).stream()
                .filter(Value.Whole.class::isInstance)
                .map(value -> ((Value.Whole) value).number())
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("the notice has no " + name);
    }
}
