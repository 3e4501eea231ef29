package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.azure.AzureLog;
import java.util.EnumMap;
import java.util.Map;

/** Records of Azure's logs, of a company that does not exist, with what makes shapes difficult in their values. */
final class AzureRecords {

    static final String TENANT = "7c2d6b1e-0f4a-4c7e-9a55-3be1c0d2f9a7";
    static final String TIME = "2026-03-02T08:15:30.1234567Z";
    static final long SECOND = 1772439330L;

    /** Quotes, backslashes, braces, commas and a line break, as JSON writes them in a text. */
    static final String DIFFICULT = "zoë \\\"},{\\\" [a, b]; c:\\\\d \\r\\n \\u0041";

    private static final Map<AzureLog, String> CATEGORIES = new EnumMap<>(Map.of(
            AzureLog.SIGN_INS, "NonInteractiveUserSignInLogs",
            AzureLog.AUDIT, "AuditLogs",
            AzureLog.ACTIVITY, "Administrative",
            AzureLog.GRAPH_ACTIVITY, "MicrosoftGraphActivityLogs",
            AzureLog.AAD_GRAPH_ACTIVITY, "AzureADGraphActivityLogs",
            AzureLog.IDENTITY_PROTECTION, "UserRiskEvents",
            AzureLog.PLATFORM, "kube-audit"));

    private AzureRecords() {}

    /** The properties of a record, as Graph writes them too where it has the log. */
    static String properties(AzureLog log, String id) {
        return switch (log) {
            case SIGN_INS ->
                "{\"id\":\"" + id + "\",\"createdDateTime\":\"2026-03-02T08:15:30.1234567+00:00\","
                        + "\"userDisplayName\":\"" + DIFFICULT + "\",\"userPrincipalName\":\"zoe@kranwerk.example\","
                        + "\"userId\":\"5f0c9a1d-7d3e-4f0b-8a39-0c1f2b7e6d55\","
                        + "\"appId\":\"29d9ed98-a469-4536-ade2-f981bc1d605e\",\"ipAddress\":\"203.0.113.7\","
                        + "\"status\":{\"errorCode\":0},\"authenticationProtocol\":\"deviceCode\","
                        + "\"isInteractive\":false,\"signInEventTypes\":[\"nonInteractiveUser\"],"
                        + "\"resourceTenantId\":\"" + TENANT + "\"}";
            case AUDIT ->
                "{\"id\":\"" + id + "\",\"category\":\"Policy\",\"correlationId\":\"c1\",\"result\":\"success\","
                        + "\"activityDisplayName\":\"Add user\",\"activityDateTime\":\"2026-03-02T08:15:30.1234567+00:00\","
                        + "\"loggedByService\":\"Core Directory\",\"initiatedBy\":{\"user\":{\"id\":\"u1\","
                        + "\"displayName\":\"" + DIFFICULT + "\"}},\"targetResources\":[{\"id\":\"t1\","
                        + "\"modifiedProperties\":[{\"displayName\":\"a\",\"newValue\":\"[\\\"x\\\"]\"}]}]}";
            case IDENTITY_PROTECTION ->
                "{\"id\":\"" + id + "\",\"riskEventType\":\"anonymizedIPAddress\",\"riskLevel\":\"high\","
                        + "\"riskState\":\"atRisk\",\"detectedDateTime\":\"2026-03-02T08:15:30.123Z\","
                        + "\"lastUpdatedDateTime\":\"2026-03-02T08:15:30.123Z\",\"activityDateTime\":\"2026-03-02T08:15:30.123Z\","
                        + "\"ipAddress\":\"203.0.113.7\",\"userPrincipalName\":\"zoe@kranwerk.example\","
                        + "\"userDisplayName\":\"" + DIFFICULT + "\"}";
            case GRAPH_ACTIVITY, AAD_GRAPH_ACTIVITY ->
                "{\"requestId\":\"" + id + "\",\"timeGenerated\":\"" + TIME + "\",\"tenantId\":\"" + TENANT + "\","
                        + "\"requestUri\":\"https://graph.microsoft.com/v1.0/me?$filter=" + DIFFICULT + "\","
                        + "\"userId\":\"5f0c9a1d-7d3e-4f0b-8a39-0c1f2b7e6d55\",\"responseStatusCode\":200}";
            case ACTIVITY ->
                "{\"eventCategory\":\"Administrative\",\"message\":\"" + DIFFICULT + "\",\"entity\":\"" + id + "\"}";
            case PLATFORM -> "{\"log\":\"{\\\"auditID\\\":\\\"" + id + "\\\"}\",\"note\":\"" + DIFFICULT + "\"}";
        };
    }

    static String category(AzureLog log) {
        return java.util.Objects.requireNonNull(CATEGORIES.get(log));
    }

    /** A record as diagnostic settings write it. */
    static String record(AzureLog log, String id) {
        return "{\"time\":\"" + TIME + "\",\"resourceId\":\"" + resource(log) + "\",\"operationName\":\"An operation\","
                + "\"category\":\"" + category(log) + "\",\"tenantId\":\"" + TENANT
                + "\",\"callerIpAddress\":\"203.0.113.7\","
                + "\"properties\":" + properties(log, id) + "}";
    }

    /** The same with its members in the order of their names, as some collectors write them. */
    static String sorted(AzureLog log, String id) {
        return "{\"callerIpAddress\":\"203.0.113.7\",\"category\":\"" + category(log)
                + "\",\"operationName\":\"An operation\",\"properties\":" + properties(log, id) + ",\"resourceId\":\""
                + resource(log) + "\",\"tenantId\":\"" + TENANT + "\",\"time\":\"" + TIME + "\"}";
    }

    private static String resource(AzureLog log) {
        return switch (log) {
            case SIGN_INS, AUDIT, GRAPH_ACTIVITY, AAD_GRAPH_ACTIVITY, IDENTITY_PROTECTION ->
                "/tenants/" + TENANT + "/providers/Microsoft.aadiam";
            case ACTIVITY, PLATFORM ->
                "/subscriptions/1b1b1b1b-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/x/y";
        };
    }
}
