package dev.firstseen.store.jdbc;

import dev.firstseen.engine.event.Value;
import dev.firstseen.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link PackedWriter} wrote. Anything else is a database that was changed or torn, and told so. */
final class PackedReader {
    private final byte[] bytes;
    private int place;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static StoreException torn() {
        return new StoreException(
                "The database holds a row that Firstseen did not write like that. Restore a back-up.", false, null);
    }

    private int next() {
        if (place >= bytes.length) {
            throw torn();
        }
        return bytes[place++];
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = next();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number >>> 1 ^ -(number & 1);
            }
        }
        throw torn();
    }

    /** A number of things, each of which takes at least one byte of what is left. */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.length - place) {
            throw torn();
        }
        return (int) count;
    }

    private long whole() {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | next() & 0xff;
        }
        return number;
    }

    byte[] bytes() {
        int length = count();
        place += length;
        return Arrays.copyOfRange(bytes, place - length, place);
    }

    String text() {
        int length = count();
        place += length;
        return Texts.text(bytes, place - length, length);
    }

    List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    Value.Scalar value() {
        return switch ((int) number()) {
            case PackedWriter.TEXT -> new Value.Text(text());
            case PackedWriter.WHOLE -> new Value.Whole(number());
            case PackedWriter.DECIMAL -> new Value.Decimal(Double.longBitsToDouble(whole()));
            case PackedWriter.TRUE -> Value.Truth.TRUE;
            case PackedWriter.FALSE -> Value.Truth.FALSE;
            default -> throw torn();
        };
    }

    List<Value.Scalar> values() {
        int count = count();
        List<Value.Scalar> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value());
        }
        return values;
    }
}
