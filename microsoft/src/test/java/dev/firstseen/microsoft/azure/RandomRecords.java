package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RandomJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Records of Azure's logs with random members of random kinds. */
final class RandomRecords {
    private static final List<String> OUTER = List.of(
            "tenantId",
            "resourceId",
            "operationName",
            "category",
            "resultType",
            "resultSignature",
            "durationMs",
            "callerIpAddress",
            "correlationId",
            "identity",
            "Level",
            "level",
            "location",
            "Status",
            "EventName",
            "Region",
            "a.b",
            "",
            "event_category",
            "identity_name",
            "properties2",
            "statusCode");

    private static final List<String> PROPERTIES = List.of(
            "id",
            "userId",
            "userPrincipalName",
            "userDisplayName",
            "ipAddress",
            "callerIpAddress",
            "status",
            "result",
            "userAgent",
            "additionalDetails",
            "targetResources",
            "initiatedBy",
            "location",
            "isInteractive",
            "signInEventTypes",
            "servicePrincipalId",
            "correlationId",
            "tenantId",
            "appId",
            "app_id",
            "requestUri",
            "requestId",
            "timeGenerated",
            "httpMethod",
            "httpStatusCode",
            "scopes",
            "roles",
            "wids",
            "durationMs",
            "log",
            "statusCode",
            "status_code",
            "statusMessage",
            "eventCategory",
            "policies",
            "additionalInfo",
            "lastUpdatedDateTime",
            "authenticationProcessingDetails",
            "requestbody",
            "requestBody",
            "a.b",
            "",
            "x");

    private static final List<String> PATHS = List.of(
            "/subscriptions/s1/resourceGroups/g1/providers/Microsoft.Compute/virtualMachines/vm1",
            "/SUBSCRIPTIONS/s1/RESOURCEGROUPS/g1/PROVIDERS/MICROSOFT.EVENTHUB/NAMESPACES/n1/AUTHORIZATIONRULES/r1",
            "/tenants/t1/providers/Microsoft.aadiam",
            "/subscriptions/s1/providers/Microsoft.Security",
            "/subscriptions/",
            "//",
            "/providers");

    private static final List<String> URIS = List.of(
            "https://graph.example:443/v1.0/users?$top=1#f",
            "/v2/t1/directoryRoles",
            "/v2/t1/users/<pii>a</pii>@b.example",
            "://",
            "?",
            "/");

    private RandomRecords() {}

    static byte[] record(RandomJson random) {
        SequencedMap<String, Value> outer = new LinkedHashMap<>();
        outer.put("time", Value.of("2026-03-02T09:15:30.1234567Z"));
        for (int i = random.below(16); i > 0; i--) {
            outer.put(random.oneOf(OUTER), random.value(3));
        }
        if (random.below(2) == 0) {
            outer.put("resourceId", Value.of(random.oneOf(PATHS)));
        }
        switch (random.below(8)) {
            case 0 -> {}
            case 1 -> outer.put("properties", random.value(1));
            case 2 -> outer.put("properties", Value.of(JsonWriter.text(properties(random))));
            default -> outer.put("properties", properties(random));
        }
        return JsonWriter.bytes(new Value.Members(outer));
    }

    static Value.Members properties(RandomJson random) {
        SequencedMap<String, Value> properties = new LinkedHashMap<>();
        for (int i = random.below(24); i > 0; i--) {
            properties.put(random.oneOf(PROPERTIES), random.value(3));
        }
        if (random.below(3) == 0) {
            properties.put("requestUri", Value.of(random.oneOf(URIS)));
        }
        if (random.below(3) == 0) {
            properties.put("log", Value.of(JsonWriter.text(random.value(3))));
        }
        if (random.below(3) == 0) {
            properties.put("userPrincipalName", Value.of("alice@contoso.example"));
        }
        return new Value.Members(properties);
    }
}
