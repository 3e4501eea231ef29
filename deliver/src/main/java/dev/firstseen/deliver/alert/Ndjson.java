package dev.firstseen.deliver.alert;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One alert a line, under the names Kibana gives the fields of an alert. The event keeps its own fields; only its
 * {@code @timestamp} moves to {@code kibana.alert.original_time}, as in Kibana.
 *
 * @param now when the alerts are raised
 * @param networkTable name and date of the table addresses were looked up in; empty where there was none
 */
public record Ndjson(Instant now, String networkTable) implements AlertFormat {

    @Override
    public void write(List<Alert> alerts, Appendable out) throws IOException {
        for (Alert alert : alerts) {
            out.append(Json.line(fields(alert))).append('\n');
        }
    }

    private SequencedMap<String, Value> fields(Alert alert) {
        SequencedMap<String, Value> fields = new LinkedHashMap<>(alert.event().document().root().members());
        Value event = fields.get("event");
        String sentence = Sentence.of(alert);
        fields.putFirst("@timestamp", Value.of(now.toString()));
        put(fields, "uuid", Value.of(alert.id()));
        put(fields, "status", Value.of("active"));
        put(fields, "workflow_status", Value.of("open"));
        put(fields, "depth", Value.of(1));
        put(fields, "reason", Value.of(sentence));
        put(fields, "severity", Value.of(alert.rule().severity().word()));
        put(fields, "risk_score", Value.of(alert.rule().riskScore()));
        alert.rule().buildingBlockType().ifPresent(type -> put(fields, "building_block_type", Value.of(type)));
        put(fields, "original_time", Value.of(Instant.ofEpochMilli(alert.event().time()).toString()));
        if (event instanceof Value.Members members) {
            members.members().forEach((name, value) -> put(fields, "original_event." + name, value));
        }
        put(fields, "ancestors", new Value.Items(List.of(object(Map.of("id", Value.of(alert.event().id())),
                Map.of("type", Value.of("event")), Map.of("depth", Value.of(0))))));
        rule(fields, alert.rule());
        SequencedMap<String, Value> firstseen = new LinkedHashMap<>();
        if (fields.get("firstseen") instanceof Value.Members members) {
            firstseen.putAll(members.members());
        }
        firstseen.put("sentence", Value.of(sentence));
        if (alert instanceof Alert.FirstSeen seen) {
            put(fields, "new_terms", terms(seen.terms()));
            firstseen.put("history", history(seen.history()));
        }
        if (!networkTable.isEmpty()) {
            SequencedMap<String, Value> network = new LinkedHashMap<>();
            if (firstseen.get("network") instanceof Value.Members members) {
                network.putAll(members.members());
            }
            network.put("table", Value.of(networkTable));
            firstseen.put("network", new Value.Members(network));
        }
        fields.put("firstseen", new Value.Members(firstseen));
        return fields;
    }

    private static void rule(SequencedMap<String, Value> fields, Rule rule) {
        put(fields, "rule.uuid", Value.of(rule.id()));
        put(fields, "rule.rule_id", Value.of(rule.id()));
        put(fields, "rule.name", Value.of(rule.name()));
        put(fields, "rule.type", Value.of(switch (rule.detection()) {
            case Detection.Query query -> "query";
            case Detection.NewTerms terms -> "new_terms";
        }));
        put(fields, "rule.severity", Value.of(rule.severity().word()));
        put(fields, "rule.risk_score", Value.of(rule.riskScore()));
        put(fields, "rule.description", Value.of(rule.description()));
        put(fields, "rule.author", Value.of(rule.author()));
        put(fields, "rule.tags", Value.of(rule.tags()));
        put(fields, "rule.references", Value.of(rule.references()));
        put(fields, "rule.false_positives", Value.of(rule.falsePositives()));
        put(fields, "rule.threat", new Value.Items(rule.threat().stream().map(Ndjson::threat).toList()));
        if (!rule.note().isEmpty()) {
            put(fields, "rule.note", Value.of(rule.note()));
        }
    }

    private static Value threat(Threat threat) {
        return object(Map.of("framework", Value.of(threat.framework())), Map.of("tactic", entry(threat.tactic())),
                Map.of("technique", new Value.Items(threat.techniques().stream().map(Ndjson::technique).toList())));
    }

    private static Value technique(Threat.Technique technique) {
        SequencedMap<String, Value> members = new LinkedHashMap<>(entry(technique.entry()).members());
        members.put("subtechnique",
                new Value.Items(technique.subtechniques().stream().<Value>map(Ndjson::entry).toList()));
        return new Value.Members(members);
    }

    private static Value.Members entry(Threat.Entry entry) {
        return object(Map.of("id", Value.of(entry.id())), Map.of("name", Value.of(entry.name())),
                Map.of("reference", Value.of(entry.reference())));
    }

    private static Value history(History history) {
        List<Value> earlier = history.earlier().stream().<Value>map(one -> object(
                Map.of("terms", terms(one.term())), Map.of("count", Value.of(one.count())),
                Map.of("first", Value.of(Instant.ofEpochMilli(one.first()).toString())),
                Map.of("last", Value.of(Instant.ofEpochMilli(one.last()).toString())))).toList();
        return object(Map.of("coverage", Value.of(history.coverage())),
                Map.of("window", Value.of(Duration.ofMillis(history.window()).toString())),
                Map.of("earlier", new Value.Items(earlier)));
    }

    private static Value terms(List<Value.Scalar> terms) {
        return new Value.Items(List.copyOf(terms));
    }

    @SafeVarargs
    private static Value.Members object(Map<String, Value>... members) {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        for (Map<String, Value> member : members) {
            all.putAll(member);
        }
        return new Value.Members(all);
    }

    private static void put(SequencedMap<String, Value> fields, String name, Value value) {
        fields.put("kibana.alert." + name, value);
    }
}
