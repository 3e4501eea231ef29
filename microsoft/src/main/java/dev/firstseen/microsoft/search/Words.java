package dev.firstseen.microsoft.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Counting bytes eight at a time. */
public final class Words {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;

    private Words() {}

    /** How often a byte occurs. */
    public static long count(MemorySegment memory, long from, long to, byte wanted) {
        long pattern = EACH * (wanted & 0xff);
        long count = 0;
        long at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long difference = memory.get(WORD, at) ^ pattern;
            // The high bit of a byte stays clear only where the whole byte is zero: exact, unlike the usual test.
            long differing = ((difference & LOW_SEVEN) + LOW_SEVEN) | difference | LOW_SEVEN;
            count += Long.BYTES - Long.bitCount(~LOW_SEVEN & differing);
        }
        for (; at < to; at++) {
            if (memory.get(ValueLayout.JAVA_BYTE, at) == wanted) {
                count++;
            }
        }
        return count;
    }
}
