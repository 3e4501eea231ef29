package dev.firstseen.engine.wire;

import dev.firstseen.engine.event.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

/** Bytes being written: numbers in as few bytes as they need, texts in UTF-16 where UTF-8 would change them. */
public final class ByteWriter {
    private byte[] bytes = new byte[128];
    private int length;

    /** A number, small ones of either sign in few bytes. */
    public void whole(long number) {
        long rest = number << 1 ^ number >> 63;
        ensure(10);
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public void flag(boolean flag) {
        whole(flag ? 1 : 0);
    }

    public void decimal(double number) {
        ensure(Double.BYTES);
        ByteBuffer.wrap(bytes, length, Double.BYTES).putDouble(number);
        length += Double.BYTES;
    }

    /** A text; half of a surrogate pair, which UTF-8 cannot carry, is kept too. */
    public void text(String text) {
        byte[] written = text.getBytes(StandardCharsets.UTF_8);
        // A byte for each character, and no half pair that became a question mark; else it is compared.
        boolean exact = written.length == text.length() && !holdsQuestionMark(written)
                || new String(written, StandardCharsets.UTF_8).equals(text);
        flag(exact);
        if (exact) {
            bytes(written);
            return;
        }
        whole(text.length());
        ensure(Character.BYTES * text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) (text.charAt(i) >> 8);
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private static boolean holdsQuestionMark(byte[] text) {
        for (byte each : text) {
            if (each == '?') {
                return true;
            }
        }
        return false;
    }

    public void bytes(byte[] more) {
        whole(more.length);
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    public <T> void list(Collection<? extends T> items, BiConsumer<? super T, ByteWriter> each) {
        whole(items.size());
        for (T item : items) {
            each.accept(item, this);
        }
    }

    public <T> void optional(Optional<? extends T> value, BiConsumer<? super T, ByteWriter> present) {
        flag(value.isPresent());
        value.ifPresent(there -> present.accept(there, this));
    }

    public void scalar(Value.Scalar value) {
        switch (value) {
            case Value.Text(String text) -> {
                whole(Kinds.TEXT);
                text(text);
            }
            case Value.Whole(long number) -> {
                whole(Kinds.WHOLE);
                whole(number);
            }
            case Value.Decimal(double number) -> {
                whole(Kinds.DECIMAL);
                decimal(number);
            }
            case Value.Truth truth -> {
                whole(Kinds.TRUTH);
                flag(truth == Value.Truth.TRUE);
            }
        }
    }

    /** A value of any kind, with all that it holds. */
    public void value(Value value) {
        switch (value) {
            case Value.Scalar scalar -> scalar(scalar);
            case Value.Items(List<Value> items) -> {
                whole(Kinds.ITEMS);
                list(items, (item, to) -> to.value(item));
            }
            case Value.Members(SequencedMap<String, Value> members) -> {
                whole(Kinds.MEMBERS);
                list(members.entrySet(), (member, to) -> {
                    to.text(member.getKey());
                    to.value(member.getValue());
                });
            }
        }
    }

    public void scalars(Collection<? extends Value.Scalar> values) {
        list(values, (value, to) -> to.scalar(value));
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** What was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
