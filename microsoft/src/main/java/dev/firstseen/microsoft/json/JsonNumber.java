package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The numbers of JSON. */
final class JsonNumber {

    /** So many digits fit a long, whatever they are. */
    private static final int ALWAYS_LONG = 18;

    private static final int MAYBE_LONG = 20;

    private JsonNumber() {}

    /** Where a number ends; {@link JsonText#BROKEN} where there is none. */
    static int end(byte[] json, int from, int end) {
        int at = from < end && json[from] == '-' ? from + 1 : from;
        int digits = digitsEnd(json, at, end);
        if (digits == at || (json[at] == '0' && digits > at + 1)) {
            return JsonText.BROKEN;
        }
        at = digits;
        if (at < end && json[at] == '.') {
            digits = digitsEnd(json, at + 1, end);
            if (digits == at + 1) {
                return JsonText.BROKEN;
            }
            at = digits;
        }
        if (at < end && (json[at] | 0x20) == 'e') {
            at++;
            if (at < end && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            digits = digitsEnd(json, at, end);
            return digits == at ? JsonText.BROKEN : digits;
        }
        return at;
    }

    private static int digitsEnd(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }

    /** The number that stands between two places; what is beyond a double is kept as it is written. */
    static Value.Scalar decode(byte[] json, int from, int end) {
        int digits = json[from] == '-' ? from + 1 : from;
        if (digitsEnd(json, digits, end) == end) {
            if (end - digits <= ALWAYS_LONG) {
                return new Value.Whole(small(json, digits, end) * (digits > from ? -1 : 1));
            }
            if (end - from <= MAYBE_LONG) {
                BigInteger whole = new BigInteger(text(json, from, end));
                if (whole.bitLength() < Long.SIZE) {
                    return new Value.Whole(whole.longValueExact());
                }
            }
        }
        String text = text(json, from, end);
        double number = Double.parseDouble(text);
        return Double.isInfinite(number) ? new Value.Text(text) : new Value.Decimal(number);
    }

    private static long small(byte[] json, int from, int end) {
        long number = 0;
        for (int at = from; at < end; at++) {
            number = 10 * number + (json[at] - '0');
        }
        return number;
    }

    private static String text(byte[] json, int from, int end) {
        return new String(json, from, end - from, StandardCharsets.US_ASCII);
    }
}
