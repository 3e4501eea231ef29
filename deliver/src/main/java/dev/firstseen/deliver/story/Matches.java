package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.kql.Requirement;
import java.util.Collections;

/** What all the events are that a query matches, in a word. */
final class Matches {
    /** Where nothing more can be said of them. */
    static final String ANY = "matches";

    private static final Requirement GRANT = new Requirement.Literal(Deed.REQUEST_TYPE, Deed.DEVICE_CODE);
    private static final Requirement LOGON = new Requirement.Literal(FieldPath.of("event.action"), "UserLoggedIn");
    private static final FieldPath DATASET = FieldPath.of("event.dataset");
    private static final Requirement SIGN_IN = new Requirement.Literal(DATASET, "azure.signinlogs");
    private static final Requirement CALL = new Requirement.Literal(DATASET, "azure.graphactivitylogs");
    private static final Requirement OLD_CALL = new Requirement.Literal(DATASET, "azure.aadgraphactivitylogs");

    private Matches() {}

    /** Grants, sign-ins or calls, where the query lets nothing else through. */
    static String word(Kql query) {
        Requirement required = RequiredLiterals.of(query, Collections::emptySortedMap);
        if (includes(required, GRANT)) {
            return "grants";
        }
        if (includes(required, LOGON) || includes(required, SIGN_IN)) {
            return "sign-ins";
        }
        return includes(required, CALL) || includes(required, OLD_CALL) ? "calls" : ANY;
    }

    private static boolean includes(Requirement required, Requirement part) {
        return required.equals(part)
                || (required instanceof Requirement.All all && all.members().contains(part));
    }
}
