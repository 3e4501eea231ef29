package dev.firstseen.collect.office365;

import dev.firstseen.collect.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of fetching a blob. */
sealed interface Fetched {

    @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on once: equality is never asked for.
    record Content(byte[] bytes) implements Fetched {}

    /** It is gone for good. */
    record Gone(Condition.Reason reason, String sentence) implements Fetched {}

    /** This blob failed; others may well succeed. */
    record Later(String sentence) implements Fetched {}

    /**
     * The service is not to be had at present.
     *
     * @param retryAfter as it asks
     * @param answered when it did
     */
    record Unavailable(String sentence, Optional<Duration> retryAfter, Instant answered) implements Fetched {

        /** Whether it may be asked again. */
        boolean isOver(Instant now) {
            return !now.isBefore(answered.plus(retryAfter.orElse(Duration.ZERO)));
        }
    }
}
