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

/**
 * {@code azure.platformlogs}: the resource logs of Azure's services, such as the audit of Kubernetes clusters and the
 * accesses to key vaults and storage. All that no row moves stays as it is written; the audit of a cluster is JSON inside
 * the text {@code log}.
 */
final class PlatformLogs {
    private static final String DATASET = "azure.platformlogs";

    private static final Member LOG = property("log");

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(outer("time"), outer("EventTimeString")),
            // No member is an id in the logs of all services: the stages of one call share an auditID.
            List.of(),
            List.of(outer("tenantId")),
            List.of(outer("callerIpAddress")));

    static final LogTable TABLE = new LogTable(
            DATASET,
            DATASET,
            KEYS,
            rows(),
            new MemberForms(
                    Map.of(
                            "time", MemberForm.DROPPED,
                            "operationName", MemberForm.AS_IT_IS.named("operation_name"),
                            "resultType", MemberForm.AS_IT_IS.named("result_type"),
                            "resultSignature", MemberForm.AS_IT_IS.named("result_signature"),
                            "Status", MemberForm.AS_IT_IS.named("status"),
                            "EventProperties", MemberForm.AS_IT_IS.with(Forms::parsed)),
                    MemberForm.AS_IT_IS),
            new MemberForms(
                    Map.of(
                            "statusCode", MemberForm.AS_IT_IS.named("status_code"),
                            "log", MemberForm.AS_IT_IS.with(Forms::parsed)),
                    MemberForm.AS_IT_IS));

    private PlatformLogs() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(CommonRows.tenant(KEYS));
        rows.addAll(CommonRows.clientMoved(KEYS));
        rows.addAll(ResourceOperations.rows(DATASET));
        rows.addAll(List.of(
                copied(outer("operationName"), "event.action"),
                moved(outer("EventName"), "event.action"),
                moved(outer("Region"), "cloud.region"),
                moved(outer("location"), "cloud.region"),
                computedText("log.level", "`level`", record -> record.text(outer("level")))
                        .moving("level"),
                computedText("message", "`properties.log`, where it is no JSON", PlatformLogs::message)
                        .when(record -> message(record) != null)
                        .verbatim()
                        .moving(LOG.toString())));
        return rows;
    }

    private static @Nullable String message(AzureRecord record) {
        Value log = record.get(LOG);
        return log != null && Forms.parsed(log) instanceof Value.Scalar scalar ? scalar.text() : null;
    }
}
