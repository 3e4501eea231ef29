package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computed;
import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.CommonRows.constant;
import static dev.firstseen.microsoft.azure.CommonRows.constants;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.CommonRows.moved;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code azure.signinlogs}: sign-ins, interactive or not, of people, service principals and managed identities.
 *
 * <p>Microsoft Graph and the portal write the properties alone. What the record around them would say is then told by
 * the properties where they do.
 */
final class SignIns {
    private static final String DATASET = "azure.signinlogs";
    private static final String ACTION = "Sign-in activity";

    private static final Member STATUS = property("status");
    private static final FieldPath ERROR_CODE = FieldPath.of("errorCode");

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(property("createdDateTime"), outer("time")),
            List.of(List.of(property("id"))),
            // Of a guest's sign-in the log is the resource's; Graph names no other tenant.
            List.of(outer("tenantId"), property("tenantId"), property("resourceTenantId")),
            List.of(property("ipAddress"), outer("callerIpAddress")));

    private static final Map<String, String> CATEGORIES = Map.of(
            "interactiveUser", "SignInLogs",
            "nonInteractiveUser", "NonInteractiveUserSignInLogs",
            "servicePrincipal", "ServicePrincipalSignInLogs",
            "managedIdentity", "ManagedIdentitySignInLogs");

    static final LogTable TABLE = new LogTable(
            DATASET,
            DATASET,
            KEYS,
            rows(),
            CommonRows.OUTER.and(Map.of("location", MemberForm.DROPPED)),
            new MemberForms(
                    Map.of(
                            "createdDateTime", MemberForm.SNAKE.named("created_at"),
                            "processingTimeInMilliseconds", MemberForm.SNAKE.named("processing_time_ms"),
                            "riskLevelDuringSignIn", MemberForm.SNAKE.named("risk_level_during_signin"),
                            "authenticationProcessingDetails", MemberForm.SNAKE.with(Forms::byKey),
                            "location", MemberForm.DROPPED),
                    MemberForm.SNAKE));

    private SignIns() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(CommonRows.tenant(KEYS));
        rows.addAll(CommonRows.client(KEYS));
        rows.addAll(Persons.of(property("userId"), property("userPrincipalName"), property("userDisplayName"))
                .rows());
        rows.addAll(List.of(
                copied(property("correlationId"), "azure.correlation_id"),
                copied(outer("operationName"), "event.action"),
                constant("event.action", ACTION).when(AzureRecord::isBare),
                constants("event.category", List.of("authentication")),
                constants("event.type", List.of("info")),
                computedText(
                        "event.outcome",
                        "`properties.status.errorCode`, else `resultType`: `failure` where it is not 0",
                        record -> isFailure(record) ? "failure" : "success"),
                computed("message", "`properties.status.failureReason`, else `.additionalDetails`", SignIns::message),
                computedText("log.level", "`Level`", record -> record.text(outer("Level")))
                        .moving("Level"),
                computed("source.address", RecordKeys.orElse(KEYS.addresses()), record -> {
                    String ip = record.client().ip();
                    return ip.isEmpty() ? null : Value.of(ip);
                }),
                computed("source.address", "`properties.ipAddress`", record -> null)
                        .moving("properties.ipAddress"),
                moved(property("userAgent"), "user_agent.original"),

                // What the record around the properties would say
                computedText("azure.signinlogs.category", "of properties alone: the kind of sign-in", SignIns::category)
                        .when(AzureRecord::isBare),
                constant("azure.signinlogs.operation_name", ACTION).when(AzureRecord::isBare),
                computedText(
                                "azure.signinlogs.identity",
                                "of properties alone: the display name",
                                record -> record.filled(property("userDisplayName")))
                        .when(AzureRecord::isBare),
                computedText("azure.signinlogs.result_type", "of properties alone: the error code", SignIns::resultType)
                        .when(AzureRecord::isBare),
                computedText(
                                "azure.signinlogs.result_signature",
                                "of properties alone: by the error code",
                                record -> isFailure(record) ? "FAILURE" : "SUCCESS")
                        .when(AzureRecord::isBare),
                computed(
                                "azure.signinlogs.result_description",
                                "of properties alone: `properties.status.failureReason`",
                                record -> status(record, "failureReason"))
                        .when(AzureRecord::isBare),
                copied(property("ipAddress"), "azure.signinlogs.caller_ip_address")
                        .when(AzureRecord::isBare),

                // Where Microsoft places it
                computed("geo.city_name", "`properties.location.city`", record -> place(record, "city")),
                computed("geo.region_name", "`properties.location.state`", record -> place(record, "state")),
                computed(
                        "geo.country_iso_code",
                        "`properties.location.countryOrRegion`",
                        record -> place(record, "countryOrRegion")),
                copied(outer("location"), "geo.country_iso_code"),
                computed("geo.location", "`properties.location.geoCoordinates`", SignIns::coordinates)));
        return rows;
    }

    private static @Nullable Value status(AzureRecord record, String name) {
        return record.get(STATUS) instanceof Value.Members status
                ? status.members().get(name)
                : null;
    }

    private static @Nullable Value message(AzureRecord record) {
        Value reason = status(record, "failureReason");
        return reason == null ? status(record, "additionalDetails") : reason;
    }

    private static @Nullable String errorCode(AzureRecord record) {
        Value status = record.get(STATUS);
        return status == null || Document.values(status, ERROR_CODE).isEmpty()
                ? record.text(outer("resultType"))
                : AzureRecord.text(Document.values(status, ERROR_CODE).getFirst());
    }

    private static @Nullable String resultType(AzureRecord record) {
        return errorCode(record);
    }

    private static boolean isFailure(AzureRecord record) {
        String code = errorCode(record);
        return code != null && Forms.number(Value.of(code)) instanceof Value.Whole(long number) && number > 0;
    }

    private static @Nullable String category(AzureRecord record) {
        if (record.get(property("signInEventTypes")) instanceof Value.Items types) {
            for (Value type : types.items()) {
                String category = type instanceof Value.Text text ? CATEGORIES.get(text.text()) : null;
                if (category != null) {
                    return category;
                }
            }
        }
        if (record.filled(property("userId")) == null && record.filled(property("servicePrincipalId")) != null) {
            return CATEGORIES.get("servicePrincipal");
        }
        return switch (record.get(property("isInteractive"))) {
            case Value.Truth truth ->
                CATEGORIES.get(truth == Value.Truth.TRUE ? "interactiveUser" : "nonInteractiveUser");
            case null, default -> null;
        };
    }

    private static @Nullable Value place(AzureRecord record, String name) {
        return record.get(property("location")) instanceof Value.Members location
                ? location.members().get(name)
                : null;
    }

    private static @Nullable Value coordinates(AzureRecord record) {
        if (place(record, "geoCoordinates") instanceof Value.Members coordinates
                && coordinates.members().get("latitude") instanceof Value.Scalar latitude
                && coordinates.members().get("longitude") instanceof Value.Scalar longitude) {
            SequencedMap<String, Value> point = new LinkedHashMap<>();
            point.put("lat", latitude);
            point.put("lon", longitude);
            return new Value.Members(point);
        }
        return null;
    }
}
