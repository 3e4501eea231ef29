package dev.firstseen.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them on a command line; without a zone they are UTC. */
final class Times {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhdw])");

    private Times() {}

    static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String written) {
            try {
                if (written.length() == 10) {
                    return LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
                }
                return written.endsWith("Z")
                        ? Instant.parse(written)
                        : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException notOne) {
                throw new TypeConversionException(
                        "'%s' is no time; write 2026-03-01 or 2026-03-01T08:00:00Z".formatted(written));
            }
        }
    }

    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String written) {
            Matcher matcher = DURATION.matcher(written);
            if (!matcher.matches()) {
                throw new TypeConversionException("'%s' is no duration; write 7d or 36h".formatted(written));
            }
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
        }
    }
}
