package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * When that happened of which an alert's event tells. A risk detection is written hours or days after the sign-in that it
 * is about: what happened in between is not what the account used to do.
 */
public final class Occasion {
    private static final String RISK = "azure.identity_protection";
    private static final FieldPath ACTIVITY = FieldPath.of("azure.identityprotection.properties.activity_datetime");

    /** Who writes a time into a log must not move a question to another year. */
    private static final long LATEST = Duration.ofDays(30).toMillis();

    private Occasion() {}

    /** In milliseconds since 1970; the event's own time where it names no earlier one. */
    public static long of(Event event) {
        if (event.dataset().equals(RISK)) {
            for (Value value : event.values(ACTIVITY)) {
                if (value instanceof Value.Text(String text)) {
                    return of(text, event.time());
                }
            }
        }
        return event.time();
    }

    private static long of(String text, long written) {
        try {
            long activity = Instant.parse(text).toEpochMilli();
            return activity <= written && written - activity <= LATEST ? activity : written;
        } catch (DateTimeParseException | ArithmeticException notATime) {
            return written;
        }
    }
}
