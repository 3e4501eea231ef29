package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;

import java.util.List;
import java.util.Map;

/** azure.activitylogs: what was done to Azure's resources. */
final class Activities {
    private static final String DATASET = "azure.activitylogs";
    private static final List<Member> TIMES = List.of(outer("time"));
    private static final List<Member> IDS = List.of();

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.activitylogs",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.AS_IT_IS),
            TIMES,
            IDS);

    private Activities() {}
}
