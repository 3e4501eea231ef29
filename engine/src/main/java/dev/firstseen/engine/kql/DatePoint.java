package dev.firstseen.engine.kql;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A date as Elasticsearch's {@code strict_date_optional_time||epoch_millis} reads it: from a year alone down to fractions
 * of a second, cut to milliseconds; UTC where no offset is written.
 *
 * @param first its first millisecond since 1970
 * @param last the last one it can mean: of a day without time the end of the day
 */
record DatePoint(long first, long last) {
    private static final int LONGEST = 40;

    static Optional<DatePoint> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Optional<DatePoint> point = new Reader(text).read();
            return point.isPresent() ? point : epochMillis(text);
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    private static Optional<DatePoint> epochMillis(String text) {
        return Numeral.parse(text)
                .filter(numeral ->
                        numeral.isWhole() && text.chars().noneMatch(character -> "+.eE".indexOf(character) >= 0))
                .map(numeral -> new DatePoint(numeral.whole(), numeral.whole()));
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Optional<DatePoint> read() {
            int[] parts = {0, 1, 1, 0, 0, 0};
            parts[0] = digits(4);
            if (parts[0] < 0) {
                return Optional.empty();
            }
            ChronoUnit unit = ChronoUnit.YEARS;
            if (takeDigits('-', parts, 1)) {
                unit = ChronoUnit.MONTHS;
                if (takeDigits('-', parts, 2)) {
                    unit = ChronoUnit.DAYS;
                }
            }
            int nanos = 0;
            ZoneOffset zone = ZoneOffset.UTC;
            if (take('T')) {
                if (at < text.length()) {
                    if (!takeDigitsHere(parts, 3)) {
                        return Optional.empty();
                    }
                    unit = ChronoUnit.HOURS;
                    if (takeDigits(':', parts, 4)) {
                        unit = ChronoUnit.MINUTES;
                        if (takeDigits(':', parts, 5)) {
                            unit = ChronoUnit.SECONDS;
                            if (take('.') || take(',')) {
                                nanos = fraction();
                                unit = ChronoUnit.MILLIS;
                            }
                        }
                    }
                    zone = zone();
                }
            }
            if (at != text.length()) {
                return Optional.empty();
            }
            LocalDateTime start = LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], nanos);
            long first = start.toInstant(zone).toEpochMilli();
            long last = unit == ChronoUnit.MILLIS
                    ? first
                    : start.plus(1, unit).toInstant(zone).toEpochMilli() - 1;
            return Optional.of(new DatePoint(first, last));
        }

        private ZoneOffset zone() {
            if (at == text.length() || take('Z')) {
                return ZoneOffset.UTC;
            }
            int sign = take('+') ? 1 : take('-') ? -1 : 0;
            int hours = sign == 0 ? -1 : digits(2);
            if (hours < 0) {
                // what is left makes the text no date
                return ZoneOffset.UTC;
            }
            boolean colon = take(':');
            int minutes = at < text.length() || colon ? digits(2) : 0;
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }

        private int fraction() {
            int nanos = 0;
            int scale = 100_000_000;
            int from = at;
            while (at < text.length() && isDigit(text.charAt(at)) && scale > 0) {
                nanos += (text.charAt(at) - '0') * scale;
                scale /= 10;
                at++;
            }
            if (at == from) {
                throw new DateTimeException("a fraction needs digits");
            }
            return nanos;
        }

        private boolean takeDigits(char before, int[] into, int index) {
            return take(before) && takeDigitsHere(into, index);
        }

        private boolean takeDigitsHere(int[] into, int index) {
            into[index] = digits(2);
            return true;
        }

        private boolean take(char expected) {
            if (at < text.length() && text.charAt(at) == expected) {
                at++;
                return true;
            }
            return false;
        }

        /** So many digits; -1, and nothing taken, where there are fewer. A part of -1 is out of every range. */
        private int digits(int count) {
            if (at + count > text.length()) {
                return -1;
            }
            int number = 0;
            for (int i = at; i < at + count; i++) {
                if (!isDigit(text.charAt(i))) {
                    return -1;
                }
                number = number * 10 + text.charAt(i) - '0';
            }
            at += count;
            return number;
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }
    }
}
