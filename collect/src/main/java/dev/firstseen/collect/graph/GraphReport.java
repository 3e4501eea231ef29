package dev.firstseen.collect.graph;

import java.util.List;

/**
 * What can be collected. Sign-ins come from the beta endpoint: only there are those without a user, and the members that tell
 * a device code.
 */
public enum GraphReport {
    SIGN_INS_INTERACTIVE("/beta/auditLogs/signIns", "createdDateTime", "interactiveUser", "AuditLog.Read.All"),
    SIGN_INS_NON_INTERACTIVE("/beta/auditLogs/signIns", "createdDateTime", "nonInteractiveUser", "AuditLog.Read.All"),
    SIGN_INS_SERVICE_PRINCIPAL("/beta/auditLogs/signIns", "createdDateTime", "servicePrincipal", "AuditLog.Read.All"),
    SIGN_INS_MANAGED_IDENTITY("/beta/auditLogs/signIns", "createdDateTime", "managedIdentity", "AuditLog.Read.All"),
    DIRECTORY_AUDITS("/v1.0/auditLogs/directoryAudits", "activityDateTime", "", "AuditLog.Read.All"),
    RISK_DETECTIONS("/v1.0/identityProtection/riskDetections", "detectedDateTime", "", "IdentityRiskEvent.Read.All");

    /** All there are. */
    public static final List<GraphReport> ALL = List.of(values());

    private final String path;
    private final String timeMember;
    private final String eventType;
    private final String permission;

    GraphReport(String path, String timeMember, String eventType, String permission) {
        this.path = path;
        this.timeMember = timeMember;
        this.eventType = eventType;
        this.permission = permission;
    }

    /** Below the service's address. */
    public String path() {
        return path;
    }

    /** The member by which its records are listed and in which their time stands. */
    public String timeMember() {
        return timeMember;
    }

    /** The value of signInEventTypes that it is about; empty where it is no sign-in. */
    public String eventType() {
        return eventType;
    }

    /** The members in which a record may name its tenant, the first that does counts. Of a guest's sign-in it is the resource's. */
    List<String> tenantMembers() {
        return eventType.isEmpty() ? List.of("tenantId") : List.of("tenantId", "resourceTenantId");
    }

    /** The application permission that reading it takes. */
    public String permission() {
        return permission;
    }

    /** The log that it is of: the last word of the path. */
    public String log() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** For people. */
    public String title() {
        return eventType.isEmpty() ? log() : log() + " " + eventType;
    }
}
