package dev.firstseen.investigation;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.investigation.playbook.SharedRemedies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events and playbooks for tests. */
public final class Samples {
    public static final String TENANT = "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8";
    public static final String SIGN_INS = "azure.signinlogs";
    public static final String GRAPH = "azure.graphactivitylogs";
    public static final String AUDIT = "o365.audit";
    public static final long NOON = Instant.parse("2026-03-11T12:00:00Z").toEpochMilli();
    public static final long MINUTE = 60_000;

    public static final Fields FIELDS = () -> new TreeMap<>(Map.ofEntries(
            Map.entry("@timestamp", FieldType.DATE),
            Map.entry("event.action", FieldType.KEYWORD),
            Map.entry("event.id", FieldType.KEYWORD),
            Map.entry("user.id", FieldType.KEYWORD),
            Map.entry("source.ip", FieldType.IP),
            Map.entry("source.as.number", FieldType.LONG),
            Map.entry("url.path", FieldType.WILDCARD),
            Map.entry("azure.signinlogs.properties.session_id", FieldType.KEYWORD),
            Map.entry("azure.signinlogs.properties.user_id", FieldType.KEYWORD),
            Map.entry("azure.signinlogs.properties.user_principal_name", FieldType.KEYWORD)));

    private static final SharedRemedies REMEDIES = SharedRemedies.read("remedies.toml", """
            [[remedy]]
            name = "revoke-sessions"
            title = "Revoke"
            why = "So"
            rest = "POST {{identity.object_id}}"
            powershell = "Revoke {{identity.object_id}}"

            [[remedy]]
            name = "remove-device"
            title = "Remove"
            why = "So"
            needs = "device"
            rest = "DELETE {{learned.device}}"
            powershell = "Remove {{learned.device}}"
            """);

    private Samples() {}

    /** Reads playbooks over {@link #FIELDS}. */
    public static PlaybookReader reader() {
        return new PlaybookReader(FIELDS, List.of(SIGN_INS, GRAPH, AUDIT, "azure.auditlogs"), REMEDIES);
    }

    /** An event of the tenant with some fields, each a name and a value. */
    public static Event event(String id, long time, String dataset, Object... fields) {
        Document.Builder builder = new Document.Builder()
                .put("@timestamp", Value.of(Instant.ofEpochMilli(time).toString()))
                .put("event.id", Value.of(id));
        for (int i = 0; i < fields.length; i += 2) {
            builder.put((String) fields[i], value(fields[i + 1]));
        }
        return new DocumentEvent(id, time, dataset, TENANT, builder.build());
    }

    private static Value value(Object value) {
        return switch (value) {
            case Value ready -> ready;
            case Integer number -> Value.of(number);
            case Boolean truth -> Value.of(truth);
            default -> Value.of(value.toString());
        };
    }

    /** A playbook that must be without mistakes. */
    public static Playbook playbook(String steps) {
        PlaybookReader.Reading reading = reader().read("test.toml", """
                        [playbook]
                        id = "test"
                        name = "A test"
                        description = "For tests"
                        techniques = ["T1566.002"]
                        horizon = "1d"
                        scale = { base = 20, suspicious = 40, compromise = 70 }

                        """ + steps);
        return reading.playbook()
                .orElseThrow(() -> new AssertionError(reading.problems().stream()
                        .map(problem -> problem.render())
                        .toList()));
    }
}
