package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.json.MemberName;

/** A member that tells what an object is or holds. */
@SuppressWarnings("ImmutableEnumChecker") // Names do not change.
enum Mark {
    CATEGORY("category"),
    PROPERTIES("properties"),
    TIME("time"),
    RESOURCE_ID("resourceId"),
    TIMESTAMP("@timestamp"),
    CREATION_TIME("CreationTime"),
    OPERATION("Operation"),
    ACTIVITY_TIME("activityDateTime"),
    ACTIVITY_NAME("activityDisplayName"),
    LOGGED_BY("loggedByService"),
    RISK_TYPE("riskEventType"),
    RISK_UPDATED("riskLastUpdatedDateTime"),
    CREATED_TIME("createdDateTime"),
    AUDIT_RECORD_TYPE("auditLogRecordType"),
    APP_ID("appId"),
    APP_NAME("appDisplayName"),
    PRINCIPAL_ID("servicePrincipalId"),

    // The record is in its text, or is its object: cmdlets and portals, Graph, and what SIEMs put around
    AUDIT_DATA_OF_CMDLET("AuditData"),
    AUDIT_DATA_OF_GRAPH("auditData"),
    AUDIT_DATA_LOWER("auditdata"),
    SOURCE("_source"),
    RESULT("result"),
    RAW_OF_SPLUNK("_raw"),
    RAW("raw"),
    RAW_DATA("RawData"),
    RAW_EVENT_DATA("RawEventData"),
    ADDITIONAL_PROPERTIES("AdditionalProperties"),
    MESSAGE("message"),

    // Lists of records
    RECORDS("records"),
    VALUE("value"),

    // What a forwarder made, or a document not yet worked on
    EVENT("event"),
    EVENT_ID("event.id"),
    EVENT_ORIGINAL("event.original"),
    ID("id"),
    ORIGINAL("original"),

    // Columns as members
    TIME_GENERATED("TimeGenerated"),
    EVENT_TIMESTAMP("eventTimestamp");

    private final MemberName member;

    Mark(String member) {
        this.member = MemberName.of(member);
    }

    MemberName member() {
        return member;
    }

    @SuppressWarnings("EnumOrdinal") // A place in a set that is never stored.
    long bit() {
        return 1L << ordinal();
    }
}
