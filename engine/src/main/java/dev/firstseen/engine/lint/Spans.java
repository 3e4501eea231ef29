package dev.firstseen.engine.lint;

import dev.firstseen.engine.rule.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as rules, queries and descriptions write them. */
final class Spans {
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,6})(ms|[smhdw])");

    private Spans() {}

    static Optional<Duration> plain(String text) {
        Matcher matcher = PLAIN.matcher(text);
        return matcher.matches()
                ? Optional.of(of(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    static Optional<Duration> back(String text) {
        return text.startsWith("now-") ? plain(text.substring("now-".length())) : Optional.empty();
    }

    /** A number of units, each by its first letter: {@code s}, {@code m}, {@code h}, {@code d}, {@code w}. */
    static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }

    static String written(Duration span) {
        return Durations.written(span);
    }
}
