package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Value;
import java.util.Optional;

/**
 * A number as it is written in a query or held by an event, compared without loss.
 *
 * @param isWhole whether it is a whole number that fits a long; then {@code whole} is it
 * @param decimal the number, rounded where it is a long beyond a double's precision
 */
record Numeral(boolean isWhole, long whole, double decimal) {
    private static final int LONGEST = 64;
    private static final double LONGS_END = 0x1p63;

    static Numeral of(long number) {
        return new Numeral(true, number, number);
    }

    static Numeral of(double number) {
        boolean whole = number == Math.rint(number) && number >= -LONGS_END && number < LONGS_END;
        return new Numeral(whole, whole ? (long) number : 0, number);
    }

    /** Digits with sign, point and exponent; no other notation Java knows. */
    static Optional<Numeral> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean digit = character >= '0' && character <= '9';
            if (!digit && "+-.eE".indexOf(character) < 0) {
                return Optional.empty();
            }
            plain &= digit || i == 0;
        }
        try {
            return Optional.of(plain && text.length() < 20 ? of(Long.parseLong(text)) : of(Double.parseDouble(text)));
        } catch (NumberFormatException notOne) {
            return plain ? decimal(text) : Optional.empty();
        }
    }

    private static Optional<Numeral> decimal(String text) {
        try {
            return Optional.of(of(Double.parseDouble(text)));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    /** The number an event's value holds, written as number or text. */
    static Optional<Numeral> in(Value value) {
        return switch (value) {
            case Value.Whole whole -> Optional.of(of(whole.number()));
            case Value.Decimal decimal -> Optional.of(of(decimal.number()));
            case Value.Text text -> parse(text.text());
            case Value.Truth _, Value.Items _, Value.Members _ -> Optional.empty();
        };
    }

    /** What a field of type long keeps: the number without its fraction; empty beyond the longs. */
    static Optional<Numeral> wholeIn(Value value) {
        return in(value).flatMap(numeral -> {
            if (numeral.isWhole()) {
                return Optional.of(numeral);
            }
            Numeral cut = of(numeral.decimal() < 0 ? Math.ceil(numeral.decimal()) : Math.floor(numeral.decimal()));
            return cut.isWhole() ? Optional.of(cut) : Optional.empty();
        });
    }

    /** Negative, zero or positive as this is less than, equal to or greater than the other. */
    int compare(Numeral other) {
        if (isWhole && other.isWhole) {
            return Long.compare(whole, other.whole);
        }
        if (isWhole) {
            return -other.compareWith(whole);
        }
        return other.isWhole ? compareWith(other.whole) : Double.compare(decimal, other.decimal);
    }

    /** How this, which is no whole number, compares with one. */
    private int compareWith(long other) {
        if (decimal >= LONGS_END) {
            return 1;
        }
        if (decimal < -LONGS_END) {
            return -1;
        }
        return (long) Math.floor(decimal) < other ? -1 : 1;
    }
}
