package dev.firstseen.deliver;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Overrides;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.engine.rule.Threat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Alerts made by hand. */
public final class Alerts {
    public static final Instant TIME = Instant.parse("2026-03-09T14:05:11.250Z");
    private static final long DAY = Duration.ofDays(1).toMillis();

    private Alerts() {}

    /** A device code grant from a new network; the user stands in the event, in the terms and in the history. */
    public static Alert.FirstSeen firstSeen(String user) {
        return firstSeen(user, document(user).build());
    }

    public static Alert.FirstSeen firstSeen(String user, Document document) {
        long time = TIME.toEpochMilli();
        Value.Scalar name = new Value.Text(user);
        History.Earlier other =
                new History.Earlier(List.of(name, new Value.Whole(3320)), 4, time - 5 * DAY, time - 2 * DAY);
        History.Earlier before =
                new History.Earlier(List.of(name, new Value.Whole(132203)), 1, time - 20 * DAY, time - 20 * DAY);
        return new Alert.FirstSeen(
                "alert of " + user,
                rule("Device code grant from a new network", newTerms()),
                event(user, document),
                List.of(name, new Value.Whole(132203)),
                new History(7 * DAY, 0.99999, Optional.of(before), List.of(other), 2));
    }

    public static Alert.Match match(String user) {
        Rule rule = rule("Inbox rule", new Detection.Query(new Kql.Everything()));
        return new Alert.Match(
                "alert of " + user, rule, event(user, document(user).build()));
    }

    /**
     * Twelve grants of one user within four minutes, three more alerts of it counted on this one. The user also stands in
     * the event's own severity, score, name and in what an analyst wants to see first.
     */
    public static Alert.Threshold threshold(String user) {
        long time = TIME.toEpochMilli();
        FieldPath name = FieldPath.of("o365.audit.UserId");
        Overrides overrides = new Overrides(
                List.of(new Overrides.SeverityMapping(name, user, Severity.CRITICAL)),
                Optional.of(FieldPath.of("source.score")),
                Optional.of(name));
        Detection.Threshold detection = new Detection.Threshold(
                new Kql.Everything(),
                List.of(name),
                10,
                Optional.of(new Detection.Cardinality(FieldPath.of("source.ip"), 3)),
                Duration.ofMinutes(9));
        Rule plain = rule("Many grants", detection);
        Rule rule = new Rule(
                plain.id(),
                plain.name(),
                plain.file(),
                plain.description(),
                plain.author(),
                plain.license(),
                plain.severity(),
                plain.riskScore(),
                plain.tags(),
                plain.threat(),
                plain.references(),
                plain.falsePositives(),
                plain.note(),
                plain.setup(),
                plain.index(),
                plain.from(),
                plain.interval(),
                plain.timestampOverride(),
                plain.maxSignals(),
                Optional.empty(),
                List.of("source.ip", "host.name", "o365.audit.UserId"),
                overrides,
                Optional.of(new AlertSuppression(
                        List.of(), Duration.ofMinutes(30), AlertSuppression.MissingFields.SUPPRESS)),
                plain.metadata(),
                detection);
        Document document = document(user).put("source.score", Value.of(90.5)).build();
        Value.Scalar key = new Value.Text(user);
        return new Alert.Threshold(
                        "alert of " + user,
                        rule,
                        event(user, document),
                        List.of(key),
                        12,
                        OptionalLong.of(4),
                        time - Duration.ofMinutes(4).toMillis(),
                        time)
                .with(new SuppressedGroup(
                        List.of(new SuppressedGroup.Term(name, List.of(key))),
                        time,
                        time + Duration.ofMinutes(20).toMillis(),
                        3));
    }

    public static Document.Builder document(String user) {
        return new Document.Builder()
                .put("@timestamp", Value.of("2026-03-09T14:05:11.250Z"))
                .put("event.kind", Value.of("event"))
                .put("event.action", Value.of("UserLoggedIn"))
                .put("event.category", Value.of(List.of("authentication")))
                .put("event.created", Value.of("2026-03-09T14:06:00.000Z"))
                .put("o365.audit.UserId", Value.of(user))
                .put("user.id", Value.of(user))
                .put("source.ip", Value.of("203.0.113.7"))
                .put("source.as.number", Value.of(132203))
                .put("source.as.organization.name", Value.of("Example Hosting"))
                .put("source.geo.country_iso_code", Value.of("SG"))
                .put("firstseen.network.kind", Value.of("hosting"));
    }

    private static DocumentEvent event(String user, Document document) {
        return new DocumentEvent("event of " + user, TIME.toEpochMilli(), "o365.audit", "contoso", document);
    }

    public static Rule rule(String name, Detection detection) {
        return new Rule(
                "0b2f3da5-0000-4000-8000-000000000001",
                name,
                "rule.toml",
                "What it finds.",
                List.of("Firstseen"),
                "Apache-2.0",
                Severity.HIGH,
                73,
                List.of("Domain: Cloud"),
                List.of(new Threat(
                        "MITRE ATT&CK",
                        new Threat.Entry("TA0001", "Initial Access", "https://attack.mitre.org/tactics/TA0001/"),
                        List.of(new Threat.Technique(
                                new Threat.Entry(
                                        "T1078", "Valid Accounts", "https://attack.mitre.org/techniques/T1078/"),
                                List.of(new Threat.Entry(
                                        "T1078.004",
                                        "Cloud Accounts",
                                        "https://attack.mitre.org/techniques/T1078/004/")))))),
                List.of("https://example.com/reference"),
                List.of("A traveller."),
                "",
                "",
                List.of("logs-o365.audit-*"),
                Duration.ofMinutes(9),
                Duration.ofMinutes(5),
                Optional.empty(),
                100,
                Optional.of("default"),
                List.of(),
                new Metadata("2026/01/01", "2026/01/01", "production", List.of("o365")),
                detection);
    }

    public static Detection newTerms() {
        return new Detection.NewTerms(
                new Kql.Everything(),
                List.of(FieldPath.of("o365.audit.UserId"), FieldPath.of("source.as.number")),
                Duration.ofDays(7));
    }
}
