package dev.firstseen.deliver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as systems write them to one another: ISO 8601 in UTC, always with milliseconds, so that texts sort as times. */
public final class UtcTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UtcTime() {}

    public static String of(Instant time) {
        return FORMAT.format(time);
    }
}
