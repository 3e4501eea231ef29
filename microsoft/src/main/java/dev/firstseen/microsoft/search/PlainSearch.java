package dev.firstseen.microsoft.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The same searches in Java, eight bytes at a time. */
public final class PlainSearch implements ByteSearch {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    @Override
    public long find(MemorySegment memory, long from, long to, byte wanted) {
        long pattern = EACH * (wanted & 0xff);
        long at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long difference = memory.get(WORD, at) ^ pattern;
            long zeros = (difference - EACH) & ~difference & HIGH;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (memory.get(ValueLayout.JAVA_BYTE, at) == wanted) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public long find(MemorySegment memory, long from, long to, Needle wanted) {
        int last = wanted.length() - 1;
        for (long at = from; at + last < to; at++) {
            at = find(memory, at, to - last, wanted.at(0));
            if (at < 0) {
                return -1;
            }
            if (memory.get(ValueLayout.JAVA_BYTE, at + last) == wanted.at(last) && matches(memory, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(MemorySegment memory, long at, Needle wanted) {
        for (int i = 1; i < wanted.length() - 1; i++) {
            if (memory.get(ValueLayout.JAVA_BYTE, at + i) != wanted.at(i)) {
                return false;
            }
        }
        return true;
    }
}
