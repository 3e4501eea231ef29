package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;

import java.util.List;
import java.util.Map;

/** azure.platformlogs: the resource logs of Azure's services. */
final class PlatformLogs {
    private static final String DATASET = "azure.platformlogs";
    private static final List<Member> TIMES = List.of(outer("time"));
    private static final List<Member> IDS = List.of();

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.platformlogs",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.AS_IT_IS),
            TIMES,
            IDS);

    private PlatformLogs() {}
}
