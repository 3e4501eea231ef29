package dev.firstseen.collect.simulation;

import java.util.Optional;

/** The reports of Graph that are simulated. */
public enum GraphLog {
    SIGN_INS_INTERACTIVE("/beta/auditLogs/signIns", "createdDateTime", "interactiveUser"),
    SIGN_INS_NON_INTERACTIVE("/beta/auditLogs/signIns", "createdDateTime", "nonInteractiveUser"),
    SIGN_INS_SERVICE_PRINCIPAL("/beta/auditLogs/signIns", "createdDateTime", "servicePrincipal"),
    SIGN_INS_MANAGED_IDENTITY("/beta/auditLogs/signIns", "createdDateTime", "managedIdentity"),
    DIRECTORY_AUDITS("/v1.0/auditLogs/directoryAudits", "activityDateTime", ""),
    RISK_DETECTIONS("/v1.0/identityProtection/riskDetections", "detectedDateTime", "");

    final String path;
    final String timeMember;
    final String eventType;

    GraphLog(String path, String timeMember, String eventType) {
        this.path = path;
        this.timeMember = timeMember;
        this.eventType = eventType;
    }

    /** The log that records of this {@link SimulatedRecord#log()} are in; none for those of the activity feed. */
    static Optional<GraphLog> of(String log) {
        for (GraphLog each : values()) {
            if (each.name().equals(log)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
