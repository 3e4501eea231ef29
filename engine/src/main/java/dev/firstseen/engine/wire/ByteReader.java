package dev.firstseen.engine.wire;

import dev.firstseen.engine.event.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Reads what a {@link ByteWriter} wrote; what it did not write is told by a {@link CodingException}. */
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public long whole() {
        long rest = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte part = bytes[need(1)];
            rest |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return rest >>> 1 ^ -(rest & 1);
            }
        }
        throw new CodingException("a number is longer than any");
    }

    public boolean flag() {
        return whole() != 0;
    }

    public double decimal() {
        return ByteBuffer.wrap(bytes, need(Double.BYTES), Double.BYTES).getDouble();
    }

    public String text() {
        if (flag()) {
            int length = length();
            return new String(bytes, need(length), length, StandardCharsets.UTF_8);
        }
        char[] characters = new char[length()];
        int from = need(Character.BYTES * characters.length);
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) (bytes[from + 2 * i] << 8 | bytes[from + 2 * i + 1] & 0xff);
        }
        return new String(characters);
    }

    public byte[] bytes() {
        int length = length();
        int from = need(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    public <T> List<T> list(Function<? super ByteReader, ? extends T> each) {
        int size = length();
        List<T> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(each.apply(this));
        }
        return items;
    }

    public <T> Optional<T> optional(Function<? super ByteReader, ? extends T> present) {
        return flag() ? Optional.of(present.apply(this)) : Optional.empty();
    }

    public Value.Scalar scalar() {
        return scalar(whole());
    }

    private Value.Scalar scalar(long kind) {
        return switch ((int) kind) {
            case Kinds.TEXT -> new Value.Text(text());
            case Kinds.WHOLE -> new Value.Whole(whole());
            case Kinds.DECIMAL -> new Value.Decimal(decimal());
            case Kinds.TRUTH -> Value.Truth.of(flag());
            default -> throw new CodingException("there is no value of kind " + kind);
        };
    }

    /** A value of any kind. */
    public Value value() {
        long kind = whole();
        return switch ((int) kind) {
            case Kinds.ITEMS -> new Value.Items(list(ByteReader::value));
            case Kinds.MEMBERS -> members();
            default -> scalar(kind);
        };
    }

    private Value.Members members() {
        int size = length();
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            members.put(text(), value());
        }
        return new Value.Members(members);
    }

    public List<Value.Scalar> scalars() {
        return list(ByteReader::scalar);
    }

    /** Whether all was read. */
    public boolean isAtEnd() {
        return at == bytes.length;
    }

    /**
     * Nothing must follow.
     *
     * @throws CodingException where something does
     */
    public void end() {
        if (at != bytes.length) {
            throw new CodingException((bytes.length - at) + " bytes are left over");
        }
    }

    /** How much follows; there cannot be more things than bytes. */
    private int length() {
        long length = whole();
        if (length < 0 || length > bytes.length - at) {
            throw new CodingException("%d things cannot follow in %d bytes".formatted(length, bytes.length - at));
        }
        return (int) length;
    }

    private int need(int count) {
        if (count > bytes.length - at) {
            throw new CodingException("the bytes end too early");
        }
        int from = at;
        at += count;
        return from;
    }
}
