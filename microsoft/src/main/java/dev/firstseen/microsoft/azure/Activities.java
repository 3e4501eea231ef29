package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.CommonRows.moved;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code azure.activitylogs}: what was done to Azure's resources. Properties stay as they are written. */
final class Activities {
    private static final String DATASET = "azure.activitylogs";

    private static final Member IDENTITY = outer("identity");

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(outer("time")),
            // A correlationId is shared by all records of one operation.
            List.of(),
            List.of(outer("tenantId")),
            List.of(outer("callerIpAddress")));

    static final LogTable TABLE = new LogTable(
            DATASET,
            DATASET,
            KEYS,
            rows(),
            CommonRows.OUTER.and(Map.of(
                    "location", MemberForm.DROPPED, "identity", MemberForm.AS_IT_IS.with(ActivityIdentity::form))),
            new MemberForms(
                    Map.of(
                            "statusCode", MemberForm.AS_IT_IS.named("status_code"),
                            "serviceRequestId", MemberForm.AS_IT_IS.named("service_request_id"),
                            "requestbody", MemberForm.AS_IT_IS.with(Forms::parsed),
                            "requestBody",
                                    MemberForm.AS_IT_IS.with(Forms::parsed).named("requestbody")),
                    MemberForm.AS_IT_IS));

    private Activities() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(CommonRows.clientMoved(KEYS));
        rows.addAll(new Persons(
                        "the claims in `identity`",
                        record -> null,
                        record -> ActivityIdentity.claim(record.get(IDENTITY), "name"),
                        record -> ActivityIdentity.claim(record.get(IDENTITY), "fullname"))
                .rows());
        rows.addAll(ResourceOperations.rows(DATASET));
        rows.addAll(List.of(
                copied(outer("operationName"), "event.action"),
                moved(property("statusMessage"), "message"),
                copied(outer("location"), "geo.name"),
                computedText("azure.activitylogs.identity_name", "`identity`, where it is a text", Activities::name)
                        .verbatim()));
        return rows;
    }

    private static @Nullable String name(AzureRecord record) {
        Value identity = record.get(IDENTITY);
        return identity != null && Forms.parsed(identity) instanceof Value.Scalar scalar ? scalar.text() : null;
    }
}
