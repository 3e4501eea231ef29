package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import java.util.List;
import java.util.Map;

/** azure.auditlogs: changes in the directory. */
final class DirectoryAudits {
    private static final String DATASET = "azure.auditlogs";
    private static final List<Member> TIMES = List.of(property("activityDateTime"), outer("time"));
    private static final List<Member> IDS = List.of(property("id"));

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.auditlogs",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            TIMES,
            IDS);

    private DirectoryAudits() {}
}
