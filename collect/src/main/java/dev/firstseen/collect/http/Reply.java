package dev.firstseen.collect.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What came of a request. */
public sealed interface Reply {

    /**
     * An answer, whatever its status.
     *
     * @param body unpacked, and not larger than the limit
     */
    @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on once: equality is never asked for.
    record Answered(int status, HttpHeaders headers, byte[] body) implements Reply {

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** How long the service asks to be left alone: the header Retry-After, in seconds or as a date. */
        public Optional<Duration> retryAfter(Instant now) {
            return headers.firstValue("Retry-After").flatMap(text -> delay(text.strip(), now));
        }

        private static Optional<Duration> delay(String text, Instant now) {
            try {
                if (!text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
                }
                Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(when.isAfter(now) ? Duration.between(now, when) : Duration.ZERO);
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }
    }

    /**
     * No whole answer came: not reached, cut off, or too slow.
     *
     * @param sentence why
     * @param reached whether the service was
     */
    record Broken(String sentence, boolean reached) implements Reply {}

    /** The answer is larger than what is taken in. */
    record TooLarge(long limit) implements Reply {}

    /**
     * There is no access token to ask with, so nothing was asked.
     *
     * @param refused whether the identity platform said no, rather than not answering
     */
    record NoToken(String sentence, boolean refused) implements Reply {}
}
