package dev.firstseen.engine.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What to report, and by which time. Events outside {@code since} and {@code until} raise no alert; those before are still
 * history.
 *
 * @param since the earliest time reported
 * @param until the time before which events are reported
 * @param historyWindow used instead of the one a {@code new_terms} rule brings
 */
public record Scope(
        EventTime time, Optional<Instant> since, Optional<Instant> until, Optional<Duration> historyWindow) {

    /** Everything, by the time it occurred, with each rule's own window. */
    public static final Scope EVERYTHING =
            new Scope(EventTime.OCCURRED, Optional.empty(), Optional.empty(), Optional.empty());

    public Scope {
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            throw new IllegalArgumentException(
                    "since (" + since.get() + ") must come before until (" + until.get() + ")");
        }
        if (historyWindow.isPresent() && historyWindow.get().toMillis() <= 0) {
            throw new IllegalArgumentException("the history window must be longer than nothing");
        }
    }

    /** Whether an event at a time, in milliseconds since 1970, may raise an alert. */
    boolean reports(long time) {
        return (since.isEmpty() || time >= since.get().toEpochMilli())
                && (until.isEmpty() || time < until.get().toEpochMilli());
    }
}
