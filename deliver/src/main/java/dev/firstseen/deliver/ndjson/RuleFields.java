package dev.firstseen.deliver.ndjson;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.rule.Overrides;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;
import java.util.List;

/** What an alert tells of its rule: {@code kibana.alert.rule.*}. */
final class RuleFields {
    private static final String PREFIX = "kibana.alert.rule.";

    private RuleFields() {}

    /** Kibana's {@code uuid} is the id under which a rule is stored. A rule from a file has none but its own. */
    static Value.Members of(Alert alert) {
        Rule rule = alert.rule();
        Kind kind = Kind.of(rule.detection());
        return new Json()
                .put(PREFIX + "name", alert.name())
                .put(PREFIX + "rule_id", rule.id())
                .put(PREFIX + "uuid", rule.id())
                .put(PREFIX + "type", kind.type)
                .put(PREFIX + "category", kind.category)
                .put(PREFIX + "rule_type_id", kind.typeId)
                .put(PREFIX + "consumer", "siem")
                .put(PREFIX + "producer", "siem")
                .put(PREFIX + "description", rule.description())
                .put(PREFIX + "severity", rule.severity().word())
                .put(PREFIX + "risk_score", Value.of(rule.riskScore()))
                .put(PREFIX + "tags", rule.tags())
                .put(PREFIX + "author", rule.author())
                .put(PREFIX + "license", rule.license())
                .put(PREFIX + "references", rule.references())
                .put(PREFIX + "false_positives", rule.falsePositives())
                .put(PREFIX + "note", rule.note())
                .put(PREFIX + "threat", Json.list(rule.threat(), RuleFields::threat))
                .put(PREFIX + "parameters", parameters(rule))
                .build();
    }

    /** What a reader needs to tell which field each value belongs to, and the severity and name that the rule has itself. */
    private static Value parameters(Rule rule) {
        Json parameters = new Json();
        if (!rule.overrides().equals(Overrides.NONE)) {
            parameters
                    .put("name", rule.name())
                    .put("severity", rule.severity().word())
                    .put("risk_score", Value.of(rule.riskScore()));
        }
        switch (rule.detection()) {
            case Detection.Query query -> {}
            case Detection.NewTerms newTerms ->
                parameters
                        .put("new_terms_fields", names(newTerms.fields()))
                        .put("history_window_start", "now-" + Durations.written(newTerms.historyWindow()));
            case Detection.Threshold threshold ->
                parameters
                        .put("threshold", threshold(threshold))
                        .put("from", "now-" + Durations.written(threshold.lookback()));
        }
        rule.suppression().ifPresent(suppression -> parameters.put("alert_suppression", suppression(suppression)));
        if (!rule.investigationFields().isEmpty()) {
            parameters.put(
                    "investigation_fields",
                    new Json().put("field_names", rule.investigationFields()).build());
        }
        return parameters.build();
    }

    private static Value names(List<FieldPath> fields) {
        return Json.list(fields, (FieldPath field) -> Value.of(field.name()));
    }

    private static Value threshold(Detection.Threshold rule) {
        return new Json()
                .put("field", names(rule.fields()))
                .put("value", Value.of(rule.value()))
                .put(
                        "cardinality",
                        Json.list(
                                rule.cardinality().stream().toList(),
                                (Detection.Cardinality counted) -> new Json()
                                        .put("field", counted.field().name())
                                        .put("value", Value.of(counted.value()))
                                        .build()))
                .build();
    }

    private static Value suppression(AlertSuppression suppression) {
        Json json = new Json();
        if (!suppression.groupBy().isEmpty()) {
            json.put("group_by", names(suppression.groupBy()));
        }
        return json.put(
                        "duration",
                        new Json()
                                .put("value", Value.of(suppression.duration().toSeconds()))
                                .put("unit", "s")
                                .build())
                .put(
                        "missing_fields_strategy",
                        switch (suppression.missing()) {
                            case SUPPRESS -> "suppress";
                            case DO_NOT_SUPPRESS -> "doNotSuppress";
                        })
                .build();
    }

    private static Value threat(Threat threat) {
        return new Json()
                .put("framework", threat.framework())
                .put("tactic", entry(threat.tactic()).build())
                .put("technique", Json.list(threat.techniques(), RuleFields::technique))
                .build();
    }

    private static Value technique(Threat.Technique technique) {
        return entry(technique.entry())
                .put(
                        "subtechnique",
                        Json.list(
                                technique.subtechniques(),
                                (Threat.Entry entry) -> entry(entry).build()))
                .build();
    }

    private static Json entry(Threat.Entry entry) {
        return new Json().put("id", entry.id()).put("name", entry.name()).put("reference", entry.reference());
    }

    /** The names Kibana has for a rule type. */
    private enum Kind {
        QUERY("query", "Custom Query Rule", "siem.queryRule"),
        THRESHOLD("threshold", "Threshold Rule", "siem.thresholdRule"),
        NEW_TERMS("new_terms", "New Terms Rule", "siem.newTermsRule");

        private final String type;
        private final String category;
        private final String typeId;

        Kind(String type, String category, String typeId) {
            this.type = type;
            this.category = category;
            this.typeId = typeId;
        }

        static Kind of(Detection detection) {
            return switch (detection) {
                case Detection.Query query -> QUERY;
                case Detection.NewTerms rule -> NEW_TERMS;
                case Detection.Threshold rule -> THRESHOLD;
            };
        }
    }
}
