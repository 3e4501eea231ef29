package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people read of a notice. All texts are on one line, visible and short; what stands for markup in the receiver's
 * language is still in them.
 *
 * @param title one line: severity and name
 * @param severity low, medium, high or critical
 * @param score the risk score from 0 to 100
 * @param rule the id of the rule, or the incident's
 * @param sentence what happened
 * @param facts who, from where and when
 */
public record Message(String title, String severity, int score, String rule, String sentence, List<Fact> facts) {
    private static final int LONGEST = 600;
    private static final int FACT = 200;

    public Message {
        facts = List.copyOf(facts);
    }

    /** A name and what stands under it. */
    public record Fact(String name, String value) {}

    public static Message of(Notice notice) {
        WrittenFields fields = new WrittenFields(notice.document());
        int score = (int) fields.number("kibana.alert.risk_score")
                .orElse(fields.number("firstseen.incident.assessment.score").orElse(0));
        String severity = fields.severity();
        String name = Cut.line(
                fields.text("kibana.alert.rule.name", "firstseen.incident.account.name")
                        .orElse("alert"),
                FACT);
        String sentence =
                fields.text("kibana.alert.reason", "firstseen.incident.summary").orElse(name);
        String rule = Cut.line(fields.text("kibana.alert.rule.rule_id").orElse(notice.about()), FACT);
        List<Fact> facts = facts(fields);
        facts.add(new Fact("Raised", UtcTime.second(notice.time()) + " UTC"));
        return switch (notice) {
            case Notice.AlertRaised raised ->
                new Message("[" + severity + "] " + name, severity, score, rule, Cut.line(sentence, LONGEST), facts);
            case Notice.AlertAmended amended ->
                new Message("Amended: " + name, severity, score, rule, Cut.line(sentence, LONGEST), facts);
            case Notice.AlertWithdrawn withdrawn ->
                new Message(
                        "Withdrawn: " + name,
                        severity,
                        score,
                        rule,
                        Cut.line(withdrawn.reason(), LONGEST) + " The alert was: " + Cut.line(sentence, LONGEST),
                        facts);
            case Notice.IncidentChanged changed ->
                new Message(
                        "[" + severity + "] Incident of " + name,
                        severity,
                        score,
                        rule,
                        Cut.line(sentence, LONGEST),
                        facts);
            case Notice.IncidentEnded ended ->
                new Message(
                        "Ended: incident of " + name,
                        severity,
                        score,
                        rule,
                        Cut.line(ended.reason(), LONGEST) + " The incident was: " + Cut.line(sentence, LONGEST),
                        facts);
            case Notice.Storm storm -> {
                for (String example : fields.texts("firstseen.storm.examples")) {
                    facts.add(new Fact("For example", Cut.line(example, FACT)));
                }
                yield new Message(
                        "[" + severity + "] " + storm.count() + " alerts: " + name,
                        severity,
                        score,
                        rule,
                        Cut.line(sentence, LONGEST),
                        facts);
            }
        };
    }

    private static List<Fact> facts(WrittenFields fields) {
        List<Fact> facts = new ArrayList<>();
        add(
                facts,
                "User",
                fields,
                "user.email",
                "user.name",
                "user.id",
                "o365.audit.UserId",
                "firstseen.incident.account.name");
        add(facts, "Address", fields, "source.ip");
        add(facts, "Network", fields, "source.as.organization.name");
        add(facts, "Country", fields, "source.geo.country_iso_code");
        add(facts, "Action", fields, "event.action");
        add(facts, "Event time", fields, "kibana.alert.original_time");
        add(facts, "Tenant", fields, "organization.id", "firstseen.incident.account.tenant");
        String tactics = fields.values("kibana.alert.rule.threat").stream()
                .flatMap(threat -> Document.values(threat, List.of("tactic", "name")).stream())
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!tactics.isEmpty()) {
            facts.add(new Fact("Tactics", Cut.line(tactics, FACT)));
        }
        return facts;
    }

    private static void add(List<Fact> facts, String name, WrittenFields fields, String... places) {
        fields.text(places).ifPresent(text -> facts.add(new Fact(name, Cut.line(text, FACT))));
    }
}
