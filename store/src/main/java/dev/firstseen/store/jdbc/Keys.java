package dev.firstseen.store.jdbc;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keys of several parts in bytes, which the databases compare without sign: their order is the order of the parts. */
final class Keys {
    private Keys() {}

    /** A memory's number and digests. */
    static byte[] ofMemory(int memory, byte[]... digests) {
        int length = Integer.BYTES;
        for (byte[] digest : digests) {
            length += digest.length;
        }
        ByteBuffer key = ByteBuffer.allocate(length).putInt(memory);
        for (byte[] digest : digests) {
            key.put(digest);
        }
        return key.array();
    }

    /** A number, negative ones first. */
    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array();
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** What comes after all keys that begin like this and have at most so many further bytes. */
    static byte[] end(byte[] beginning, int further) {
        byte[] end = Arrays.copyOf(beginning, beginning.length + further);
        Arrays.fill(end, beginning.length, end.length, (byte) 0xff);
        return end;
    }
}
