package dev.firstseen.deliver;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.engine.rule.Threat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rules, events and alerts for tests. */
public final class Samples {
    public static final long NOW = Instant.parse("2026-11-24T09:31:05Z").toEpochMilli();
    public static final long HOUR = Duration.ofHours(1).toMillis();
    public static final long DAY = Duration.ofDays(1).toMillis();
    public static final long WEEK = 7 * DAY;
    public static final String GRANTS =
            "event.action:UserLoggedIn and o365.audit.ExtendedProperties.RequestType:\"Cmsi:Cmsi\"";

    private Samples() {}

    public static Kql kql(String query) {
        return KqlParser.parse("test", query).query().orElseThrow();
    }

    public static Detection newTerms(String query, String... fields) {
        List<FieldPath> paths = List.of(fields).stream().map(FieldPath::of).toList();
        return new Detection.NewTerms(kql(query), paths, Duration.ofDays(7));
    }

    public static Rule rule(String name, Severity severity, Detection detection) {
        return new Rule(
                "id of " + name,
                name,
                "rules/o365/sample.toml",
                "Finds a **grant** of the [device code flow](https://example.org/flow).",
                List.of(),
                "",
                severity,
                73,
                List.of("Domain: Cloud", "Use Case: Identity"),
                List.of(new Threat(
                        "MITRE ATT&CK",
                        new Threat.Entry("TA0001", "Initial Access", ""),
                        List.of(new Threat.Technique(
                                new Threat.Entry("T1566", "Phishing", ""),
                                List.of(new Threat.Entry("T1566.002", "Spearphishing Link", "")))))),
                List.of("https://example.org/device-code"),
                List.of("A traveller who signs in from a hotel."),
                "## Triage\n\n- Ask the user\n  whether they entered a code.\n1. Revoke the sessions.\n",
                "",
                List.of("logs-o365.audit-*"),
                Duration.ofMinutes(9),
                Duration.ofMinutes(5),
                Optional.empty(),
                100,
                Optional.empty(),
                List.of(),
                new Metadata("2026/01/01", "2026/01/01", "production", List.of()),
                detection);
    }

    public static Event event(long time, Document.Builder fields) {
        return new DocumentEvent("event " + time, time, "o365.audit", "tenant", fields.build());
    }

    public static Document.Builder grant() {
        return network()
                .put("event.action", Value.of("UserLoggedIn"))
                .put("event.outcome", Value.of("success"))
                .put("o365.audit.ExtendedProperties.RequestType", Value.of("Cmsi:Cmsi"))
                .put("o365.audit.Target.ID", Value.of("00000003-0000-0000-c000-000000000000"));
    }

    /** A user and where it came from. */
    public static Document.Builder network() {
        return new Document.Builder()
                .put("user.id", Value.of("alice@contoso.com"))
                .put("user.name", Value.of("alice"))
                .put("source.ip", Value.of("43.153.1.2"))
                .put("source.as.number", Value.of(132203))
                .put("source.as.organization.name", Value.of("Tencent"))
                .put("firstseen.network.kind", Value.of("hosting"))
                .put("source.geo.country_iso_code", Value.of("SG"))
                .put("source.geo.country_name", Value.of("Singapore"));
    }

    public static History.Earlier earlier(long count, long ago, Value.Scalar... term) {
        return new History.Earlier(List.of(term), count, NOW - 9 * DAY, NOW - ago);
    }

    public static Alert firstSeen(Detection detection, Document.Builder fields, History history, Value.Scalar... term) {
        Rule rule = rule("Device code from a new network", Severity.HIGH, detection);
        return new Alert.FirstSeen("alert", rule, event(NOW, fields), List.of(term), history);
    }

    public static Alert match(String rule, Severity severity, long time, Document.Builder fields) {
        Rule query = rule(rule, severity, new Detection.Query(new Kql.Everything()));
        return new Alert.Match(rule + time, query, event(time, fields));
    }
}
