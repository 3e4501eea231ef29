package dev.firstseen.microsoft.azure;

import static dev.firstseen.microsoft.azure.Member.outer;
import static dev.firstseen.microsoft.azure.Member.property;

import java.util.List;
import java.util.Map;

/** azure.signinlogs: sign-ins, interactive or not, of people, service principals and managed identities. */
final class SignIns {
    private static final String DATASET = "azure.signinlogs";
    private static final List<Member> TIMES = List.of(property("createdDateTime"), outer("time"));
    private static final List<Member> IDS = List.of(property("id"));

    static final LogTable TABLE = new LogTable(
            DATASET,
            "azure.signinlogs",
            CommonRows.of(DATASET, TIMES, IDS),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            new MemberForms(Map.of(), MemberForm.SNAKE),
            TIMES,
            IDS);

    private SignIns() {}
}
