package dev.firstseen.deliver.sink.http;

import java.time.Duration;
import java.util.Optional;

/** What a receiver answered, or that it did not. */
sealed interface Answer {

    /**
     * It answered.
     *
     * @param body its beginning, as far as is read of any answer
     */
    record Got(int status, String body, Optional<Duration> retryAfter) implements Answer {}

    /** It did not answer; the sentence says why. */
    record Failed(String sentence) implements Answer {}
}
