package dev.firstseen.deliver.ndjson;

import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An alert as one object: what Kibana's alerts have, then the event, then what only Firstseen knows. */
final class AlertDocument {
    private static final String PREFIX = "kibana.alert.";

    private AlertDocument() {}

    static Value.Members of(Alert alert, Instant raised, List<String> networkTables) {
        EventFields event = EventFields.of(alert.event());
        String sentence = Sentence.of(alert);
        Json document = new Json()
                .put("@timestamp", raised)
                .put(PREFIX + "uuid", alert.id())
                .put(PREFIX + "status", "active")
                .put(PREFIX + "workflow_status", "open")
                .put(PREFIX + "severity", alert.severity().word())
                .put(PREFIX + "risk_score", number(alert.riskScore()))
                .put(PREFIX + "reason", sentence)
                .put(
                        PREFIX + "building_block_type",
                        alert.rule().buildingBlockType().orElse(""));
        switch (alert) {
            case Alert.Match match -> {}
            case Alert.FirstSeen seen -> document.put(PREFIX + "new_terms", terms(seen.terms()));
            case Alert.Threshold threshold -> document.put(PREFIX + "threshold_result", ThresholdResult.of(threshold));
        }
        alert.suppressed().ifPresent(group -> suppression(group, document));
        return document.put(
                        PREFIX + "original_time",
                        Instant.ofEpochMilli(alert.event().time()))
                .put(PREFIX + "depth", Value.of(1))
                .put(PREFIX + "ancestors", new Value.Items(List.of(ancestor(alert))))
                .putAll(event.original().members())
                .putAll(RuleFields.of(alert).members())
                .putAll(event.kept().members())
                .put("firstseen", firstseen(alert, event, sentence, networkTables))
                .build();
    }

    /** A whole number where it is one, as every rule's own score is. */
    private static Value number(double number) {
        return number == Math.rint(number) ? Value.of((long) number) : Value.of(number);
    }

    private static void suppression(SuppressedGroup group, Json document) {
        document.put(PREFIX + "suppression.docs_count", Value.of(group.count()))
                .put(PREFIX + "suppression.terms", Json.list(group.terms(), AlertDocument::suppressionTerm))
                .put(PREFIX + "suppression.start", Instant.ofEpochMilli(group.start()))
                .put(PREFIX + "suppression.end", Instant.ofEpochMilli(group.end()));
    }

    /** Of a field that is missing, Kibana writes null; here the value is left out. */
    private static Value suppressionTerm(SuppressedGroup.Term term) {
        Json json = new Json().put("field", term.field().name());
        return term.values().isEmpty()
                ? json.build()
                : json.put("value", terms(term.values())).build();
    }

    /** Kibana also names the index the event is in; an event from a file is in none. */
    private static Value ancestor(Alert alert) {
        return new Json()
                .put("id", alert.event().id())
                .put("type", "event")
                .put("depth", Value.of(0))
                .build();
    }

    private static Value firstseen(Alert alert, EventFields event, String sentence, List<String> networkTables) {
        Json members = new Json().put("sentence", sentence);
        if (alert instanceof Alert.FirstSeen seen) {
            members.put("history", history(seen.history()));
        }
        members.putAll(event.enrichment().members());
        Json network = new Json().putAll(event.network().members()).put("tables", networkTables);
        members.put("network", network.build());
        if (!event.displaced().members().isEmpty()) {
            members.put("displaced", event.displaced());
        }
        return members.build();
    }

    private static Value history(History history) {
        Json members = new Json()
                .put("coverage", Value.of(history.coverage()))
                .put("window", Duration.ofMillis(history.window()).toString())
                .put("window_ms", Value.of(history.window()));
        history.before().ifPresent(before -> members.put("before", earlier(before)));
        return members.put("earlier", Json.list(history.earlier(), AlertDocument::earlier))
                .put("further", Value.of(history.further()))
                .build();
    }

    private static Value earlier(History.Earlier earlier) {
        return new Json()
                .put("terms", terms(earlier.term()))
                .put("count", Value.of(earlier.count()))
                .put("first", Instant.ofEpochMilli(earlier.first()))
                .put("last", Instant.ofEpochMilli(earlier.last()))
                .build();
    }

    private static Value terms(List<Value.Scalar> terms) {
        return new Value.Items(List.copyOf(terms));
    }
}
