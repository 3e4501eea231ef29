package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import java.util.List;
import java.util.Map;

/** azure.aadgraphactivitylogs: requests to the old Azure AD Graph. */
final class AadGraphActivities {
    private static final String DATASET = "azure.aadgraphactivitylogs";
    private static final List<Member> TIMES = List.of(property("timeGenerated"), outer("time"));
    private static final List<Member> IDS = List.of(property("requestId"));

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.aadgraphactivitylogs",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            TIMES,
            IDS);

    private AadGraphActivities() {}
}
