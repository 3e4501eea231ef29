package dev.firstseen.deliver.ocsf;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An alert's document as OCSF's Detection Finding, by the public schema (schema.ocsf.io). The event stands whole in
 * {@code evidences[0].data}; incidents are findings too, since OCSF's Incident Finding demands an assignee.
 */
public final class DetectionFinding {
    private static final int CLASS = 2004;
    private static final String VERSION = "1.5.0";

    private DetectionFinding() {}

    /** What happened to the finding. */
    public enum Activity {
        CREATE(1, 1, "New"),
        UPDATE(2, 1, "New"),
        CLOSE(3, 4, "Resolved");

        private final int id;
        private final int statusId;
        private final String status;

        Activity(int id, int statusId, String status) {
            this.id = id;
            this.statusId = statusId;
            this.status = status;
        }

        private String caption() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The finding for a document as {@link dev.firstseen.deliver.ndjson} writes it.
     *
     * @param time when the finding was made, changed or closed
     * @param id of the message: {@code metadata.uid}
     * @param comment why it was closed; may be empty
     */
    public static Value.Members of(Document document, Activity activity, Instant time, String id, String comment) {
        WrittenFields fields = new WrittenFields(document);
        int severity = severity(fields);
        Json finding = new Json()
                .put("activity_id", Value.of(activity.id))
                .put("activity_name", activity.caption())
                .put("category_uid", Value.of(2))
                .put("category_name", "Findings")
                .put("class_uid", Value.of(CLASS))
                .put("class_name", "Detection Finding")
                .put("type_uid", Value.of(CLASS * 100 + activity.id))
                .put("type_name", "Detection Finding: " + activity.caption())
                .put("time", Value.of(time.toEpochMilli()))
                .put("severity_id", Value.of(severity))
                .put(
                        "severity",
                        List.of("Unknown", "Informational", "Low", "Medium", "High", "Critical")
                                .get(severity))
                .put("status_id", Value.of(activity.statusId))
                .put("status", activity.status)
                .put("is_alert", Value.of(activity != Activity.CLOSE))
                .put(
                        "message",
                        fields.text("kibana.alert.reason", "firstseen.incident.summary")
                                .orElse(""))
                .put("comment", comment)
                .put("metadata", metadata(fields, id))
                .put("finding_info", info(fields, id))
                .put("evidences", new Value.Items(List.of(evidence(fields))));
        fields.number("kibana.alert.risk_score")
                .ifPresent(score -> finding.put("risk_score", Value.of(Math.round(score))));
        List<Value> observables = observables(fields);
        if (!observables.isEmpty()) {
            finding.put("observables", new Value.Items(observables));
        }
        return finding.build();
    }

    private static int severity(WrittenFields fields) {
        return switch (fields.severity()) {
            case "low" -> 2;
            case "medium" -> 3;
            case "high" -> 4;
            case "critical" -> 5;
            default -> 0;
        };
    }

    private static Value metadata(WrittenFields fields, String id) {
        return new Json()
                .put("version", VERSION)
                .put("uid", id)
                .put(
                        "product",
                        new Json()
                                .put("name", "Firstseen")
                                .put("vendor_name", "Firstseen")
                                .build())
                .put("log_name", fields.text("event.dataset").orElse(""))
                .put("original_time", fields.text("kibana.alert.original_time").orElse(""))
                .put(
                        "tenant_uid",
                        fields.text("organization.id", "firstseen.incident.account.tenant")
                                .orElse(""))
                .build();
    }

    private static Value info(WrittenFields fields, String id) {
        String rule = fields.text("kibana.alert.rule.rule_id").orElse("");
        String title = fields.text("kibana.alert.rule.name", "firstseen.incident.summary")
                .orElse("Alert");
        Json info = new Json()
                .put(
                        "uid",
                        fields.text("kibana.alert.uuid", "firstseen.incident.id")
                                .orElse(id))
                .put("title", title)
                .put("desc", fields.text("kibana.alert.rule.description").orElse(""))
                .put("types", fields.texts("kibana.alert.rule.tags"));
        millis(fields, "@timestamp").ifPresent(made -> info.put("created_time", made));
        millis(fields, "kibana.alert.original_time").ifPresent(seen -> info.put("first_seen_time", seen));
        if (!rule.isEmpty()) {
            info.put(
                    "analytic",
                    new Json()
                            .put("uid", rule)
                            .put("name", title)
                            .put("type_id", Value.of(1))
                            .put("type", "Rule")
                            .build());
        }
        List<Value> attacks = attacks(fields);
        if (!attacks.isEmpty()) {
            info.put("attacks", new Value.Items(attacks));
        }
        return info.build();
    }

    private static Optional<Value> millis(WrittenFields fields, String name) {
        try {
            return fields.text(name).map(text -> Value.of(Instant.parse(text).toEpochMilli()));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** One for each sub-technique, else technique, else tactic. */
    private static List<Value> attacks(WrittenFields fields) {
        List<Value> attacks = new ArrayList<>();
        for (Value threat : fields.values("kibana.alert.rule.threat")) {
            Optional<Value> tactic = first(threat, "tactic");
            List<Value> techniques = Document.values(threat, List.of("technique"));
            if (techniques.isEmpty()) {
                tactic.ifPresent(alone -> attacks.add(attack(alone, Optional.empty(), Optional.empty())));
            }
            for (Value technique : techniques) {
                List<Value> subs = Document.values(technique, List.of("subtechnique"));
                if (subs.isEmpty()) {
                    tactic.ifPresent(of -> attacks.add(attack(of, Optional.of(technique), Optional.empty())));
                }
                for (Value sub : subs) {
                    tactic.ifPresent(of -> attacks.add(attack(of, Optional.of(technique), Optional.of(sub))));
                }
            }
        }
        return attacks;
    }

    private static Value attack(Value tactic, Optional<Value> technique, Optional<Value> sub) {
        Json attack = new Json().put("tactic", entry(tactic));
        technique.ifPresent(entry -> attack.put("technique", entry(entry)));
        sub.ifPresent(entry -> attack.put("sub_technique", entry(entry)));
        return attack.build();
    }

    private static Value entry(Value threat) {
        return new Json()
                .put("uid", text(threat, "id"))
                .put("name", text(threat, "name"))
                .put("src_url", text(threat, "reference"))
                .build();
    }

    private static Optional<Value> first(Value below, String name) {
        return Document.values(below, List.of(name)).stream().findFirst();
    }

    private static String text(Value below, String name) {
        return first(below, name)
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .orElse("");
    }

    private static Value evidence(WrittenFields fields) {
        Json evidence = new Json();
        Json user = new Json()
                .put("name", user(fields).orElse(""))
                .put("uid", fields.text("user.id").orElse(""))
                .put("email_addr", fields.text("user.email").orElse(""));
        if (!user.build().members().isEmpty()) {
            evidence.put(
                    "actor",
                    new Json()
                            .put("user", user.put("type_id", Value.of(0)).build())
                            .build());
        }
        fields.text("source.ip").ifPresent(ip -> evidence.put("src_endpoint", endpoint(fields, ip)));
        fields.text("event.action")
                .ifPresent(action ->
                        evidence.put("api", new Json().put("operation", action).build()));
        return evidence.put("data", fields.document().root()).build();
    }

    private static Value endpoint(WrittenFields fields, String ip) {
        Json endpoint = new Json().put("ip", ip);
        Json system = new Json();
        fields.number("source.as.number").ifPresent(number -> system.put("number", Value.of((long) number)));
        system.put("name", fields.text("source.as.organization.name").orElse(""));
        if (!system.build().members().isEmpty()) {
            endpoint.put("autonomous_system", system.build());
        }
        fields.text("source.geo.country_iso_code")
                .ifPresent(country -> endpoint.put(
                        "location", new Json().put("country", country).build()));
        return endpoint.build();
    }

    private static Optional<String> user(WrittenFields fields) {
        return fields.text("user.name", "user.email", "o365.audit.UserId", "firstseen.incident.account.name");
    }

    /** Type 2 is an IP address, type 4 a user name. */
    private static List<Value> observables(WrittenFields fields) {
        List<Value> observables = new ArrayList<>();
        fields.text("source.ip").ifPresent(ip -> observables.add(observable("evidences[].src_endpoint.ip", 2, ip)));
        user(fields).ifPresent(name -> observables.add(observable("evidences[].actor.user.name", 4, name)));
        return observables;
    }

    private static Value observable(String name, int type, String value) {
        return new Json()
                .put("name", name)
                .put("type_id", Value.of(type))
                .put("value", value)
                .build();
    }
}
