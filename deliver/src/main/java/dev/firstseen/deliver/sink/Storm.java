package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts of one rule that are told at once. Of most, it holds the id only, however many there are. Used by one thread. */
final class Storm {
    private static final int EXAMPLES = 5;

    private final String rule;
    private final List<String> ids = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private @Nullable WrittenFields worst;
    private double worstScore;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Storm(String rule) {
        this.rule = rule;
    }

    void add(Notice alert) {
        WrittenFields fields = new WrittenFields(alert.document());
        double score = fields.number("kibana.alert.risk_score").orElse(0);
        if (worst == null || score > worstScore) {
            worst = fields;
            worstScore = score;
        }
        if (ids.size() < EXAMPLES) {
            fields.text("kibana.alert.reason").ifPresent(examples::add);
        }
        ids.add(alert.id());
        if (alerts.size() < Storms.LISTED) {
            alerts.add(alert.about());
        }
        first = Math.min(first, alert.time());
        last = Math.max(last, alert.time());
    }

    /** The ids of the notices that it covers. */
    List<String> ids() {
        return ids;
    }

    /** What is told of those added so far, at least one. */
    Notice.Storm notice() {
        WrittenFields told = worst;
        if (told == null) {
            throw new IllegalStateException("a storm of no alert");
        }
        String id = "storm:" + new Digest().addTexts(ids).uuid();
        return new Notice.Storm(id, last, rule, ids.size(), alerts, document(id, told));
    }

    private Document document(String id, WrittenFields told) {
        String name = told.text("kibana.alert.rule.name").orElse(rule);
        String reason = "%d alerts of the rule %s were raised between %s and %s UTC."
                .formatted(ids.size(), name, UtcTime.second(first), UtcTime.second(last));
        Json document = new Json()
                .put("@timestamp", Instant.ofEpochMilli(last))
                .put("kibana.alert.uuid", id)
                .put("kibana.alert.status", "active")
                .put("kibana.alert.workflow_status", "open")
                .put("kibana.alert.severity", told.text("kibana.alert.severity").orElse(""))
                .put("kibana.alert.reason", reason)
                .put("kibana.alert.rule.name", name)
                .put("kibana.alert.rule.rule_id", rule);
        for (String kept : List.of("kibana.alert.risk_score", "kibana.alert.rule.threat")) {
            Value value = told.document().root().members().get(kept);
            if (value != null) {
                document.put(kept, value);
            }
        }
        Json storm = new Json()
                .put("count", Value.of(ids.size()))
                .put("first", Instant.ofEpochMilli(first))
                .put("last", Instant.ofEpochMilli(last))
                .put("examples", examples);
        return new Document(
                document.put("firstseen", new Json().put("storm", storm.build()).build())
                        .build());
    }
}
