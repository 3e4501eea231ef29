package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import java.util.List;
import java.util.Map;

/** azure.graphactivitylogs: requests to Microsoft Graph. */
final class GraphActivities {
    private static final String DATASET = "azure.graphactivitylogs";
    private static final List<Member> TIMES = List.of(property("timeGenerated"), outer("time"));
    private static final List<Member> IDS = List.of();

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.graphactivitylogs",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            TIMES,
            IDS);

    private GraphActivities() {}
}
