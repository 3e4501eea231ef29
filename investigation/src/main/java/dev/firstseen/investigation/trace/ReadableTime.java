package dev.firstseen.investigation.trace;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as sentences tell them. */
public final class ReadableTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ReadableTime() {}

    /** To the second. */
    public static String of(Instant time) {
        return SECONDS.format(time);
    }
}
