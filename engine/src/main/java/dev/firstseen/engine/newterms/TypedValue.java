package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Value;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value as a field of an Elasticsearch type holds it, so that two spellings of the same value are the same term: in a
 * keyword 1 and "1" are the text, in a long the number; {@code 2001:DB8::1} is {@code 2001:db8::1}.
 */
final class TypedValue {
    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_ADDRESS = 45;

    private TypedValue() {}

    /** The value in a field of this type; empty where such a field cannot hold it. */
    static Optional<Value.Scalar> of(Value.Scalar value, FieldType type) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, TEXT, FLATTENED, GEO_POINT, NESTED, OBJECT ->
                Optional.of(value instanceof Value.Text ? value : new Value.Text(value.text()));
            case LONG -> whole(value);
            case DOUBLE -> decimal(value);
            case BOOLEAN -> truth(value);
            case DATE -> date(value);
            case IP -> value instanceof Value.Text text ? address(text.text()) : Optional.empty();
        };
    }

    /** A long takes numbers and texts of numbers, and cuts off what follows the decimal point. */
    private static Optional<Value.Scalar> whole(Value.Scalar value) {
        return switch (value) {
            case Value.Whole number -> Optional.of(number);
            case Value.Decimal(double number) ->
                number >= Long.MIN_VALUE && number < 0x1p63
                        ? Optional.of(new Value.Whole((long) number))
                        : Optional.empty();
            case Value.Text(String text) -> wholeOf(text);
            case Value.Truth truth -> Optional.empty();
        };
    }

    private static Optional<Value.Scalar> wholeOf(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Whole(Long.parseLong(text)));
        } catch (NumberFormatException notPlain) {
            return numberOf(text).flatMap(TypedValue::wholeOf);
        }
    }

    private static Optional<Value.Scalar> wholeOf(BigDecimal number) {
        // Compared before it is written out: 1e999999999 has a billion digits.
        if (number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                || number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Value.Whole(number.longValue()));
    }

    private static Optional<BigDecimal> numberOf(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Value.Scalar> decimal(Value.Scalar value) {
        return switch (value) {
            case Value.Whole(long number) -> Optional.of(new Value.Decimal(number));
            case Value.Decimal(double number) -> finite(number);
            case Value.Text(String text) ->
                text.length() > LONGEST_NUMBER
                        ? Optional.empty()
                        : numberOf(text).flatMap(number -> finite(number.doubleValue()));
            case Value.Truth truth -> Optional.empty();
        };
    }

    private static Optional<Value.Scalar> finite(double number) {
        return Double.isFinite(number) ? Optional.of(new Value.Decimal(number)) : Optional.empty();
    }

    /** A boolean takes true, false and their texts, in small letters; the empty text is false. */
    private static Optional<Value.Scalar> truth(Value.Scalar value) {
        return switch (value) {
            case Value.Truth truth -> Optional.of(truth);
            case Value.Text(String text) ->
                switch (text) {
                    case "true" -> Optional.of(Value.Truth.TRUE);
                    case "false", "" -> Optional.of(Value.Truth.FALSE);
                    default -> Optional.empty();
                };
            case Value.Whole number -> Optional.empty();
            case Value.Decimal number -> Optional.empty();
        };
    }

    /** A date in one spelling, UTC and without needless zeros; a number is milliseconds since 1970. */
    private static Optional<Value.Scalar> date(Value.Scalar value) {
        return switch (value) {
            case Value.Whole(long number) -> instant(Instant.ofEpochMilli(number));
            case Value.Decimal(double number) -> instant(Instant.ofEpochMilli((long) number));
            case Value.Text(String text) -> dateOf(text);
            case Value.Truth truth -> Optional.empty();
        };
    }

    private static Optional<Value.Scalar> dateOf(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime zoned -> instant(zoned.toInstant());
                case LocalDateTime local -> instant(local.toInstant(ZoneOffset.UTC));
                default -> Optional.empty();
            };
        } catch (DateTimeException noTime) {
            return dayOf(text);
        }
    }

    private static Optional<Value.Scalar> dayOf(String text) {
        try {
            return instant(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** To the millisecond, as a date field holds it. */
    private static Optional<Value.Scalar> instant(Instant instant) {
        return Optional.of(new Value.Text(instant.truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    private static Optional<Value.Scalar> address(String text) {
        boolean colon = text.indexOf(':') >= 0;
        if (text.length() > LONGEST_ADDRESS
                || text.indexOf('%') >= 0
                || !(colon || DOTTED.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            // A literal is never asked of the name service; an IPv4 address written as IPv6 comes back as IPv4.
            return switch (InetAddress.ofLiteral(text)) {
                case Inet6Address six -> Optional.of(new Value.Text(shortest(six.getAddress())));
                case InetAddress four -> Optional.of(new Value.Text(four.getHostAddress()));
            };
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** An IPv6 address as RFC 5952 writes it: the longest run of zero groups, the first of equals, becomes two colons. */
    private static String shortest(byte[] address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                written.append("::");
                i += runLength - 1;
                continue;
            }
            if (!written.isEmpty() && written.charAt(written.length() - 1) != ':') {
                written.append(':');
            }
            written.append(Integer.toHexString(groups[i]));
        }
        return written.toString().toLowerCase(Locale.ROOT);
    }
}
