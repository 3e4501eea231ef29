package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.constant;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code azure.identity_protection}: what Entra ID Protection finds risky. A detection is written again, with the same
 * id, whenever its state changes, so the time of the change is a part of a record's identity.
 */
final class RiskDetections {
    private static final String DATASET = "azure.identity_protection";
    private static final String PLACE = "azure.identityprotection";

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(
                    outer("time"),
                    property("lastUpdatedDateTime"),
                    property("riskLastUpdatedDateTime"),
                    property("detectedDateTime"),
                    property("activityDateTime")),
            List.of(
                    List.of(property("id"), property("lastUpdatedDateTime")),
                    List.of(property("id"), property("riskLastUpdatedDateTime"))),
            List.of(outer("tenantId"), property("tenantId")),
            List.of(outer("callerIpAddress"), property("ipAddress")));

    static final LogTable TABLE = new LogTable(
            DATASET,
            PLACE,
            KEYS,
            rows(),
            CommonRows.OUTER.and(Map.of(
                    "identity", MemberForm.DROPPED,
                    "Level", MemberForm.DROPPED,
                    "location", MemberForm.DROPPED)),
            new MemberForms(
                    Map.of(
                            "activityDateTime",
                                    MemberForm.SNAKE.named("activity_datetime").made(Forms::time),
                            "detectedDateTime",
                                    MemberForm.SNAKE.named("detected_datetime").made(Forms::time),
                            "lastUpdatedDateTime",
                                    MemberForm.SNAKE
                                            .named("last_updated_datetime")
                                            .made(Forms::time),
                            "riskLastUpdatedDateTime",
                                    MemberForm.SNAKE
                                            .named("risk_last_updated_datetime")
                                            .made(Forms::time),
                            "additionalInfo", MemberForm.SNAKE.with(Forms::parsed),
                            "location", MemberForm.AS_IT_IS,
                            "resourceTenantId", MemberForm.DROPPED,
                            "homeTenantId", MemberForm.DROPPED,
                            "crossTenantAccessType", MemberForm.DROPPED),
                    MemberForm.SNAKE));

    private RiskDetections() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(CommonRows.tenant(KEYS));
        rows.addAll(CommonRows.client(KEYS));
        rows.addAll(Persons.of(property("userId"), property("userPrincipalName"), property("userDisplayName"))
                .rows());
        rows.addAll(List.of(
                CommonRows.computed("source.ip", "`callerIpAddress`", record -> null)
                        .moving("callerIpAddress"),
                copied(property("correlationId"), "azure.correlation_id").when(AzureRecord::isBare),
                copied(outer("operationName"), "event.action"),
                constant("event.action", "User Risk Detection").when(AzureRecord::isBare)));
        return rows;
    }
}
