package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.HashSet;
import java.util.Set;

/** Sign-ins, which tell who uses a network: in the sign-in log, and in the unified audit log. */
public final class SignIns {
    /** The operation by which the unified audit log names them. */
    public static final String LOGON = "UserLoggedIn";

    /** The dataset that holds nothing else. */
    public static final String DATASET = "azure.signinlogs";

    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");
    private static final FieldPath ACTION = FieldPath.of("event.action");
    private static final Value LOGGED_ON = new Value.Text(LOGON);

    private SignIns() {}

    /** Whether an event is one. */
    public static boolean include(Event event) {
        return switch (event.dataset()) {
            case DATASET -> true;
            case "o365.audit" -> event.values(ACTION).contains(LOGGED_ON);
            default -> false;
        };
    }

    /** The AS numbers of the networks from which an event came. */
    public static Set<Long> networks(Event event) {
        Set<Long> numbers = new HashSet<>();
        for (Value value : event.values(AS_NUMBER)) {
            if (value instanceof Value.Whole(long number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
