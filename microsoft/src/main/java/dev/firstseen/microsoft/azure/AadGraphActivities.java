package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computed;
import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.CommonRows.constants;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.CommonRows.moved;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code azure.aadgraphactivitylogs}: requests to the old Azure AD Graph. */
final class AadGraphActivities {
    private static final String DATASET = "azure.aadgraphactivitylogs";

    private static final Member METHOD = property("httpMethod");
    private static final Member STATUS = property("httpStatusCode");
    private static final Member PRINCIPAL = property("servicePrincipalId");

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(property("timeGenerated"), outer("time")),
            List.of(List.of(property("requestId"))),
            List.of(outer("tenantId"), property("tenantId")),
            List.of(property("callerIpAddress"), outer("callerIpAddress")));

    static final LogTable TABLE = new LogTable(
            DATASET,
            DATASET,
            KEYS,
            rows(),
            GraphRequests.OUTER,
            GraphRequests.PROPERTIES.and(Map.of(
                    "roles", GraphRequests.FULL.with(Forms::listed),
                    "wids", GraphRequests.FULL.with(Forms::listed),
                    "issuedAt", GraphRequests.FULL.made(Forms::time).named("token_issued_at"),
                    "__UDI_RequiredFields_EventTime", MemberForm.DROPPED,
                    "__UDI_RequiredFields_RegionScope", MemberForm.DROPPED,
                    "__UDI_RequiredFields_TenantId", MemberForm.DROPPED,
                    "__UDI_RequiredFields_UniqueId", MemberForm.DROPPED)));

    private AadGraphActivities() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(GraphRequests.rows(KEYS, "Azure AD Graph"));
        rows.addAll(List.of(
                computedText("event.action", "`properties.requestUri` and `.httpMethod`", AadGraphActivities::action),
                copied(outer("operationName"), "event.action"),
                constants("event.category", List.of("iam", "web")),
                computed("event.type", "`properties.httpMethod`", AadGraphActivities::type),
                computedText("event.outcome", "`properties.httpStatusCode`", AadGraphActivities::outcome),
                moved(METHOD, "http.request.method"),
                moved(STATUS, "http.response.status_code"),
                copied(PRINCIPAL, "user.id"),
                copied(PRINCIPAL, "client.user.id"),
                copied(PRINCIPAL, "service.id"),
                copied(property("sessionId"), "session.id"),
                copied(property("deviceId"), "device.id"),
                computed("related.user", "`user.id` and `properties.appId`", AadGraphActivities::related),
                copied(outer("tenantId"), "azure.tenant.id"),
                copied(property("tenantId"), "azure.tenant.id"),
                copied(outer("correlationId"), "azure.correlation.id"),
                copied(outer("resourceId"), "cloud.resource_id"),
                computedText("azure.resource_provider.namespace", "the provider in `resourceId`", record -> {
                    String provider = record.resource().provider();
                    return provider.isEmpty() ? null : provider;
                })));
        return rows;
    }

    /** What was asked for and how: {@code users-read}, {@code directory-roles-update}, {@code batch-execute}. */
    private static @Nullable String action(AzureRecord record) {
        String path = RequestUri.of(record.text(GraphRequests.URI)).path();
        String method = record.filled(METHOD);
        if (path == null || method == null) {
            return null;
        }
        String[] parts = path.split("/", 5);
        int place = parts.length > 3 && parts[1].equals("v2") ? 3 : 2;
        String collection = parts.length > place ? parts[place] : "";
        collection = collection.startsWith("$") ? collection.substring(1) : collection;
        if (collection.isEmpty()) {
            return null;
        }
        String verb = switch (method) {
            case "GET", "HEAD" -> "read";
            case "POST" -> "execute";
            case "PATCH", "PUT" -> "update";
            case "DELETE" -> "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
        return hyphenated(collection) + "-" + verb;
    }

    private static String hyphenated(String collection) {
        StringBuilder words = new StringBuilder(collection.length() + 4);
        for (int i = 0; i < collection.length(); i++) {
            char c = collection.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && !Character.isUpperCase(collection.charAt(i - 1))) {
                words.append('-');
            }
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }

    private static Value type(AzureRecord record) {
        String method = record.text(METHOD);
        return switch (method == null ? "" : method) {
            case "", "GET", "HEAD" -> Value.of(List.of("access", "info"));
            case "POST", "PATCH", "PUT" -> Value.of(List.of("access", "change"));
            case "DELETE" -> Value.of(List.of("access", "deletion"));
            default -> Value.of(List.of("access"));
        };
    }

    private static @Nullable String outcome(AzureRecord record) {
        Value status = record.get(STATUS);
        if (status == null || !(Forms.number(status) instanceof Value.Whole(long code)) || code < 200) {
            return null;
        }
        return code < 300 ? "success" : code < 400 ? "unknown" : "failure";
    }

    private static @Nullable Value related(AzureRecord record) {
        List<String> users = new ArrayList<>(2);
        String user = record.filled(property("userId"));
        user = user == null ? record.filled(PRINCIPAL) : user;
        String app = record.filled(property("appId"));
        if (user != null) {
            users.add(user);
        }
        if (app != null && !app.equals(user)) {
            users.add(app);
        }
        return users.isEmpty() ? null : Value.of(users);
    }
}
