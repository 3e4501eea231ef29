package dev.firstseen.deliver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in UTC. */
public final class UtcTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private UtcTime() {}

    /** For people: to the second, without a word about the zone. */
    public static String second(long millis) {
        return SECOND.format(Instant.ofEpochMilli(millis));
    }

    /** As systems write them to one another: ISO 8601, always with milliseconds, so that texts sort as times. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }
}
