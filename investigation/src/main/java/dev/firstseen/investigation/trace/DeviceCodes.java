package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;

/** Sign-ins by device code. */
public final class DeviceCodes {
    private static final FieldPath REQUEST = FieldPath.of("o365.audit.ExtendedProperties.RequestType");
    private static final FieldPath PROTOCOL = FieldPath.of("azure.signinlogs.properties.authentication_protocol");
    private static final FieldPath TRANSFER = FieldPath.of("azure.signinlogs.properties.original_transfer_method");
    private static final FieldPath INTERACTIVE = FieldPath.of("azure.signinlogs.properties.is_interactive");
    private static final FieldPath OUTCOME = FieldPath.of("event.outcome");

    private DeviceCodes() {}

    /** Whether an event grants somebody a token for a code that was typed in: not one that only asks or fails. */
    public static boolean isGrant(Event event) {
        boolean typed = has(event, REQUEST, "Cmsi:Cmsi")
                || (has(event, INTERACTIVE, "true")
                        && (has(event, PROTOCOL, "deviceCode") || has(event, TRANSFER, "deviceCodeFlow")));
        return typed && !has(event, OUTCOME, "failure");
    }

    /** Whether a sign-in succeeded by a code that was typed in, or in a session that had begun with one. */
    public static boolean isUse(Event event) {
        boolean byCode = has(event, REQUEST, "Cmsi:Cmsi")
                || has(event, PROTOCOL, "deviceCode")
                || has(event, TRANSFER, "deviceCodeFlow");
        return byCode && !has(event, OUTCOME, "failure");
    }

    private static boolean has(Event event, FieldPath field, String text) {
        for (Value value : event.values(field)) {
            if (value instanceof Value.Scalar scalar && scalar.text().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
