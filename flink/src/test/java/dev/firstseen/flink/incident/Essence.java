package dev.firstseen.flink.incident;

import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.engine.event.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a reader would call the incident: when none of it changes, it is not told again. */
public record Essence(String id, String score, List<String> stages, List<String> alerts, String summary) {

    public static Essence of(String json) {
        WrittenFields fields = fields(json);
        return new Essence(
                fields.text("firstseen.incident.id").orElseThrow(),
                fields.text("firstseen.incident.assessment.score").orElse(""),
                fields.texts("firstseen.incident.stages.tactic_id"),
                fields.texts("firstseen.incident.alerts.id"),
                fields.text("firstseen.incident.summary").orElseThrow());
    }

    public static WrittenFields fields(String json) {
        return new WrittenFields(new Document(JsonText.object(json.getBytes(StandardCharsets.UTF_8))));
    }
}
