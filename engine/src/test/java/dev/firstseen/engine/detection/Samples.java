package dev.firstseen.engine.detection;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rules and events for tests. */
public final class Samples {
    static final FieldPath USER = FieldPath.of("user");
    static final FieldPath NETWORK = FieldPath.of("network");
    static final Fields FIELDS = () -> new TreeMap<>(Map.of("user", FieldType.KEYWORD, "network", FieldType.LONG));

    private Samples() {}

    static Rule newTerms(Duration window, FieldPath... fields) {
        return rule(new Detection.NewTerms(new Kql.Everything(), List.of(fields), window));
    }

    static Rule query() {
        return query(new Kql.Everything());
    }

    public static Rule query(Kql query) {
        return rule(new Detection.Query(query));
    }

    static Rule rule(Detection detection) {
        return new Rule(
                "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f10",
                "A rule",
                "rule.toml",
                "",
                List.of(),
                "",
                Severity.HIGH,
                73,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                Duration.ofMinutes(9),
                Duration.ofMinutes(5),
                Optional.empty(),
                100,
                Optional.empty(),
                List.of(),
                new Metadata("2026/01/01", "2026/01/01", "production", List.of()),
                detection);
    }

    static DocumentEvent event(String id, long time, Document.Builder fields) {
        return new DocumentEvent(id, time, "o365.audit", "tenant", fields.build());
    }

    /** An event of a user from a network. */
    static DocumentEvent event(String id, long time, String user, long network) {
        return event(id, time, new Document.Builder().put(USER, Value.of(user)).put(NETWORK, Value.of(network)));
    }
}
