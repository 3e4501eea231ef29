package dev.firstseen.microsoft.search;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** A byte string to search for: at least one byte, ASCII only, so that every encoding on the way keeps it as it is. */
public final class Needle {

    private final String text;
    private final byte[] bytes;
    /** The same bytes where the C library can reach them; they live as long as this needle. */
    private final MemorySegment outside;

    private final long address;

    private Needle(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        this.outside = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        this.address = outside.address();
    }

    public static Needle of(String text) {
        if (text.isEmpty() || text.chars().anyMatch(character -> character > 0x7e)) {
            throw new IllegalArgumentException("a needle is ASCII text of at least one character");
        }
        return new Needle(text);
    }

    public int length() {
        return bytes.length;
    }

    public String text() {
        return text;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    byte at(int index) {
        return bytes[index];
    }

    long address() {
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Needle needle && needle.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
