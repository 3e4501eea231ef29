package dev.firstseen.engine.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ways rule files and playbooks write a duration: {@code 5m}, and {@code now-7d}. */
public final class Durations {
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final String BACK = "now-";

    private Durations() {}

    /** A number and one of s, m, h, d, w. */
    public static Optional<Duration> plain(String text) {
        Matcher matcher = PLAIN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2).charAt(0)) {
                    case 's' -> Duration.ofSeconds(amount);
                    case 'm' -> Duration.ofMinutes(amount);
                    case 'h' -> Duration.ofHours(amount);
                    case 'd' -> Duration.ofDays(amount);
                    default -> Duration.ofDays(7 * amount);
                });
    }

    /** How far {@code now-…} lies back. */
    static Optional<Duration> back(String text) {
        return text.startsWith(BACK) ? plain(text.substring(BACK.length())) : Optional.empty();
    }

    /** As rule files write it: a number of the largest unit that leaves no rest. */
    public static String written(Duration span) {
        long seconds = span.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
