package dev.firstseen.engine.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How rule files, playbooks and configurations write durations: {@code 5m}, and {@code now-7d}. */
public final class Durations {
    private static final Pattern PRECISE = Pattern.compile("(\\d{1,9})(ms|[smhdw])");
    private static final String MILLIS = "ms";
    private static final String BACK = "now-";

    private Durations() {}

    /** A number and one of s, m, h, d, w. */
    public static Optional<Duration> plain(String text) {
        return text.endsWith(MILLIS) ? Optional.empty() : precise(text);
    }

    /** A number and one of ms, s, m, h, d, w. */
    public static Optional<Duration> precise(String text) {
        Matcher matcher = PRECISE.matcher(text);
        return matcher.matches()
                ? Optional.of(of(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** How far {@code now-…} lies back. */
    public static Optional<Duration> back(String text) {
        return text.startsWith(BACK) ? plain(text.substring(BACK.length())) : Optional.empty();
    }

    /**
     * So many of a unit.
     *
     * @param unit {@code ms}, {@code s}, {@code m}, {@code h}, {@code d} or {@code w}
     */
    public static Duration of(long amount, String unit) {
        return switch (unit) {
            case MILLIS -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "w" -> Duration.ofDays(7 * amount);
            default -> throw new IllegalArgumentException("no unit of time: " + unit);
        };
    }

    /** As rule files write it: a number of the largest unit that leaves no rest. */
    public static String written(Duration span) {
        long millis = span.toMillis();
        if (millis % 1000 != 0) {
            return millis + MILLIS;
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
