package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.CommonRows.computedText;
import static dev.firstseen.microsoft.azure.CommonRows.constants;
import static dev.firstseen.microsoft.azure.CommonRows.copied;
import static dev.firstseen.microsoft.azure.CommonRows.moved;
import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code azure.graphactivitylogs}: requests to Microsoft Graph. */
final class GraphActivities {
    private static final String DATASET = "azure.graphactivitylogs";

    private static final RecordKeys KEYS = new RecordKeys(
            List.of(outer("time"), property("timeGenerated")),
            List.of(List.of(property("requestId"), property("timeGenerated"))),
            List.of(outer("tenantId"), property("tenantId")),
            List.of(outer("callerIpAddress"), property("ipAddress")));

    static final LogTable TABLE = new LogTable(
            DATASET,
            DATASET,
            KEYS,
            rows(),
            GraphRequests.OUTER,
            GraphRequests.PROPERTIES.and(Map.of(
                    "UserPrincipalObjectID", GraphRequests.FULL,
                    "C_Idtyp", GraphRequests.FULL,
                    "C_Sid", GraphRequests.FULL)));

    private GraphActivities() {}

    private static List<Mapping<AzureRecord>> rows() {
        List<Mapping<AzureRecord>> rows = new ArrayList<>(CommonRows.of(DATASET, KEYS));
        rows.addAll(GraphRequests.rows(KEYS, "Microsoft Graph"));
        rows.addAll(List.of(
                copied(outer("operationName"), "event.action"),
                constants("event.type", List.of("access")),
                computedText("log.level", "`Level`", record -> record.text(outer("Level")))
                        .moving("Level"),
                moved(property("requestMethod"), "http.request.method"),
                moved(property("responseStatusCode"), "http.response.status_code"),
                GraphRequests.related(property("userId"))));
        return rows;
    }
}
