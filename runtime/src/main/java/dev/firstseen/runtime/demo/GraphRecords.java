package dev.firstseen.runtime.demo;

import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.MemberName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Makes of a record of Entra's logs what Microsoft Graph would give out of it. */
final class GraphRecords {
    private static final MemberName PROPERTIES = MemberName.of("properties");
    private static final FieldPath CATEGORY = FieldPath.of("azure.signinlogs.category");
    private static final String EVENT_TYPES = "signInEventTypes";

    private GraphRecords() {}

    /** Empty where Graph has no report of such records. */
    static Optional<SimulatedRecord> of(Event event, byte[] bytes) {
        return report(event).map(report -> {
            String json = bare(report, bytes);
            return new SimulatedRecord(report.name(), event.id(), Instant.ofEpochMilli(event.time()), json);
        });
    }

    private static Optional<GraphReport> report(Event event) {
        return switch (event.dataset()) {
            case "azure.signinlogs" ->
                Optional.of(
                        switch (category(event)) {
                            case "NonInteractiveUserSignInLogs" -> GraphReport.SIGN_INS_NON_INTERACTIVE;
                            case "ServicePrincipalSignInLogs" -> GraphReport.SIGN_INS_SERVICE_PRINCIPAL;
                            case "ManagedIdentitySignInLogs" -> GraphReport.SIGN_INS_MANAGED_IDENTITY;
                            default -> GraphReport.SIGN_INS_INTERACTIVE;
                        });
            case "azure.auditlogs" -> Optional.of(GraphReport.DIRECTORY_AUDITS);
            case "azure.identity_protection" -> Optional.of(GraphReport.RISK_DETECTIONS);
            default -> Optional.empty();
        };
    }

    private static String category(Event event) {
        return event.values(CATEGORY).stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .findFirst()
                .orElse("");
    }

    /** The properties of a record of diagnostic settings; Graph says of a sign-in what kind it is. */
    private static String bare(GraphReport report, byte[] bytes) {
        try {
            LazyObject record = LazyObject.read(bytes, 0, bytes.length);
            LazyObject properties = record.object(PROPERTIES);
            LazyObject bare = properties == null ? record : properties;
            String json = new String(bare.bytes(), bare.offset(), bare.length(), StandardCharsets.UTF_8);
            return report.eventType().isEmpty() || bare.get(EVENT_TYPES) != null
                    ? json
                    : "{\"%s\":[\"%s\"],%s".formatted(EVENT_TYPES, report.eventType(), json.substring(1));
        } catch (Rejected impossible) {
            throw new IllegalStateException("an event was made of it", impossible);
        }
    }
}
