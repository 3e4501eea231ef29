package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import java.time.Duration;
import java.util.List;

/**
 * {@code alert_suppression}: of alerts that agree in some fields the first is shown, and those soon after it are counted
 * on it.
 *
 * @param groupBy what they agree in; empty for a threshold rule, whose alerts agree in its own fields
 * @param duration for how long after the first
 * @param missing what becomes of an alert without one of the fields
 */
public record AlertSuppression(List<FieldPath> groupBy, Duration duration, MissingFields missing) {

    /** {@code missing_fields_strategy}. */
    public enum MissingFields {
        /** A missing field is a value like any other. */
        SUPPRESS,
        /** Such an alert is always shown. */
        DO_NOT_SUPPRESS
    }

    public AlertSuppression {
        groupBy = List.copyOf(groupBy);
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("a suppression lasts longer than nothing");
        }
    }
}
