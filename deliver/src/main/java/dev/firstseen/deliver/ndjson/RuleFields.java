package dev.firstseen.deliver.ndjson;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Threat;

/** What an alert tells of its rule: {@code kibana.alert.rule.*}. */
final class RuleFields {
    private static final String PREFIX = "kibana.alert.rule.";

    private RuleFields() {}

    /** Kibana's {@code uuid} is the id under which a rule is stored. A rule from a file has none but its own. */
    static Value.Members of(Rule rule) {
        Kind kind = Kind.of(rule.detection());
        return new Json()
                .put(PREFIX + "name", rule.name())
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
                .put(PREFIX + "parameters", parameters(rule.detection()))
                .build();
    }

    /** What a reader needs to tell which field each new term belongs to. */
    private static Value parameters(Detection detection) {
        return switch (detection) {
            case Detection.Query query -> Value.Members.NONE;
            case Detection.NewTerms rule ->
                new Json()
                        .put("new_terms_fields", Json.list(rule.fields(), (FieldPath field) -> Value.of(field.name())))
                        .put(
                                "history_window_start",
                                "now-" + rule.historyWindow().toSeconds() + "s")
                        .build();
        };
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
            };
        }
    }
}
