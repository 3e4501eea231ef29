package dev.firstseen.store.jdbc;

import dev.firstseen.engine.event.Value;
import java.util.Arrays;
import java.util.Collection;

/** Values one after another in few bytes, as {@link PackedReader} reads them; what is equal is written equally. */
final class PackedWriter {
    static final int TEXT = 0;
    static final int WHOLE = 1;
    static final int DECIMAL = 2;
    static final int TRUE = 3;
    static final int FALSE = 4;

    private byte[] bytes = new byte[128];
    private int size;

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }

    /** A number, the fewer bytes the nearer to zero it is. */
    PackedWriter number(long number) {
        ensure(10);
        long rest = number << 1 ^ number >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A number in eight bytes. */
    private void whole(long number) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (number >>> shift);
        }
    }

    PackedWriter bytes(byte[] more) {
        number(more.length);
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    PackedWriter text(String text) {
        return bytes(Texts.bytes(text));
    }

    PackedWriter texts(Collection<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
        return this;
    }

    /** A value with its type, so that 1 and "1" differ. */
    PackedWriter value(Value.Scalar value) {
        switch (value) {
            case Value.Text(String text) -> number(TEXT).text(text);
            case Value.Whole(long number) -> number(WHOLE).number(number);
            case Value.Decimal(double number) -> {
                number(DECIMAL);
                whole(Double.doubleToLongBits(number));
            }
            case Value.Truth truth -> number(truth == Value.Truth.TRUE ? TRUE : FALSE);
        }
        return this;
    }

    PackedWriter values(Collection<Value.Scalar> values) {
        number(values.size());
        values.forEach(this::value);
        return this;
    }

    byte[] done() {
        return Arrays.copyOf(bytes, size);
    }
}
