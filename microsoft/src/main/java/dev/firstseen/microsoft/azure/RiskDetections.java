package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import java.util.List;
import java.util.Map;

/** azure.identity_protection: what Entra ID Protection finds risky. */
final class RiskDetections {
    private static final String DATASET = "azure.identity_protection";
    private static final List<Member> TIMES = List.of(outer("time"), property("activityDateTime"));
    private static final List<Member> IDS = List.of(property("id"));

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.identityprotection",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            TIMES,
            IDS);

    private RiskDetections() {}
}
