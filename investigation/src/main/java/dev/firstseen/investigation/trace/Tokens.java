package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.Map;

/**
 * Ids of tokens, by which a call can be tied to the sign-in that it was made with. An account gets many tokens a day: they
 * tell its events apart only where nothing wider does, so that what it always does stays one strand.
 */
final class Tokens {
    private static final FieldPath OF_SIGN_IN = FieldPath.of("azure.signinlogs.properties.unique_token_identifier");

    /** Of calls, with what names their session. */
    private static final Map<FieldPath, List<FieldPath>> OF_CALLS = Map.of(
            FieldPath.of("azure.graphactivitylogs.properties.sign_in_activity_id"),
            List.of(
                    FieldPath.of("azure.graphactivitylogs.properties.session_id"),
                    FieldPath.of("azure.graphactivitylogs.properties.c_sid")),
            FieldPath.of("azure.aadgraphactivitylogs.properties.sign_in_activity_id"),
            List.of(FieldPath.of("azure.aadgraphactivitylogs.properties.session_id")));

    private Tokens() {}

    /** Whether a field is an id of a token that need not be told of an event. */
    static boolean areNeedless(FieldPath field, Event event) {
        if (field.equals(OF_SIGN_IN)) {
            return !DeviceCodes.isUse(event);
        }
        List<FieldPath> sessions = OF_CALLS.get(field);
        return sessions != null
                && sessions.stream().anyMatch(session -> !event.values(session).isEmpty());
    }
}
