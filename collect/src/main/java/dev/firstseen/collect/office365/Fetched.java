package dev.firstseen.collect.office365;

import dev.firstseen.collect.Condition;
import java.time.Duration;
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
     */
    record Unavailable(String sentence, Optional<Duration> retryAfter) implements Fetched {}
}
