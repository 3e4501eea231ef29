package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.kql.Requirement;
import java.util.Collections;

/** What all the events are that a query matches, in a word. */
final class Matches {
    private static final Requirement GRANT = new Requirement.Literal(Deed.REQUEST_TYPE, Deed.DEVICE_CODE);
    private static final Requirement SIGN_IN = new Requirement.Literal(FieldPath.of("event.action"), "UserLoggedIn");

    private Matches() {}

    /** Grants or sign-ins, where the query lets nothing else through. */
    static String word(Kql query) {
        Requirement required = RequiredLiterals.of(query, Collections::emptySortedMap);
        if (includes(required, GRANT)) {
            return "grants";
        }
        return includes(required, SIGN_IN) ? "sign-ins" : "matches";
    }

    private static boolean includes(Requirement required, Requirement part) {
        return required.equals(part)
                || (required instanceof Requirement.All all && all.members().contains(part));
    }
}
