package dev.firstseen.networks.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Ranges in their packed form. Per family the count and five columns: the gap before each range and its size, each as an
 * exponent of two (a byte) and an odd factor (a number), and the range's value. Blocks are mostly powers of two, so the
 * exponents repeat and most factors vanish.
 */
final class PackedRanges {

    /** The factor is one and not written. */
    private static final int ALONE = 0x80;
    /** The number is zero; of a size, two to the power of 128. */
    private static final int ZERO = 0xFF;
    /** The number does not fit: both its halves are written as they are. */
    private static final int WIDE = 0xFE;

    private static final int MOST_ROWS = 1 << 24;

    private PackedRanges() {}

    static void write(RangeTable table, DataOutputStream out) throws IOException {
        RangeTable.Ipv4Ranges ipv4 = table.ipv4();
        Columns columns = new Columns();
        for (int i = 0; i < ipv4.count(); i++) {
            columns.put(0, ipv4.first[i] & 0xFFFF_FFFFL, 0, ipv4.last[i] & 0xFFFF_FFFFL, ipv4.value[i]);
        }
        columns.writeTo(out, ipv4.count());
        RangeTable.Ipv6Ranges ipv6 = table.ipv6();
        columns = new Columns();
        for (int i = 0; i < ipv6.count(); i++) {
            columns.put(ipv6.firstHigh[i], ipv6.firstLow[i], ipv6.lastHigh[i], ipv6.lastLow[i], ipv6.value[i]);
        }
        columns.writeTo(out, ipv6.count());
    }

    static RangeTable read(DataInputStream in) throws IOException {
        RangeTable.Ipv4Ranges ipv4 = new RangeTable.Ipv4Ranges(count(in));
        Cursor cursor = new Cursor(in);
        for (int i = 0; i < ipv4.count(); i++) {
            cursor.advance();
            ipv4.first[i] = (int) cursor.firstLow;
            ipv4.last[i] = (int) cursor.lastLow;
            ipv4.value[i] = cursor.value;
        }
        RangeTable.Ipv6Ranges ipv6 = new RangeTable.Ipv6Ranges(count(in));
        cursor = new Cursor(in);
        for (int i = 0; i < ipv6.count(); i++) {
            cursor.advance();
            ipv6.firstHigh[i] = cursor.firstHigh;
            ipv6.firstLow[i] = cursor.firstLow;
            ipv6.lastHigh[i] = cursor.lastHigh;
            ipv6.lastLow[i] = cursor.lastLow;
            ipv6.value[i] = cursor.value;
        }
        return new RangeTable(ipv4, ipv6);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ROWS) {
            throw new IOException("a table of " + count + " ranges");
        }
        return count;
    }

    private static final class Columns {

        private final ByteColumn.Writer gapExponents = new ByteColumn.Writer();
        private final ByteColumn.Writer gaps = new ByteColumn.Writer();
        private final ByteColumn.Writer sizeExponents = new ByteColumn.Writer();
        private final ByteColumn.Writer sizes = new ByteColumn.Writer();
        private final ByteColumn.Writer values = new ByteColumn.Writer();
        private long nextHigh;
        private long nextLow;

        void put(long firstHigh, long firstLow, long lastHigh, long lastLow, int value) {
            number(firstHigh - nextHigh - borrow(firstLow, nextLow), firstLow - nextLow, gapExponents, gaps);
            nextHigh = lastHigh + (lastLow == -1 ? 1 : 0);
            nextLow = lastLow + 1;
            number(nextHigh - firstHigh - borrow(nextLow, firstLow), nextLow - firstLow, sizeExponents, sizes);
            values.putNumber(value);
        }

        private static int borrow(long low, long subtracted) {
            return Long.compareUnsigned(low, subtracted) < 0 ? 1 : 0;
        }

        private static void number(long high, long low, ByteColumn.Writer exponents, ByteColumn.Writer factors) {
            if (high == 0 && low == 0) {
                exponents.put(ZERO);
                return;
            }
            int exponent = low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high);
            long factor = exponent >= 64 ? high >>> (exponent - 64) : low >>> exponent | carried(high, exponent);
            boolean wide = exponent < 64 && high >>> exponent != 0;
            if (wide) {
                exponents.put(WIDE);
                factors.putNumber(high);
                factors.putNumber(low);
            } else if (factor == 1 && exponent < 126) {
                exponents.put(exponent | ALONE);
            } else {
                exponents.put(exponent);
                factors.putNumber(factor);
            }
        }

        private static long carried(long high, int exponent) {
            return exponent == 0 ? 0 : high << (64 - exponent);
        }

        void writeTo(DataOutputStream out, int count) throws IOException {
            out.writeInt(count);
            for (ByteColumn.Writer column :
                    new ByteColumn.Writer[] {gapExponents, gaps, sizeExponents, sizes, values}) {
                column.writeTo(out);
            }
        }
    }

    /** Walks the columns of one family; its fields hold the range it stands on. */
    private static final class Cursor {

        private final ByteColumn gapExponents;
        private final ByteColumn gaps;
        private final ByteColumn sizeExponents;
        private final ByteColumn sizes;
        private final ByteColumn values;
        private long high;
        private long low;
        private long firstHigh;
        private long firstLow;
        private long lastHigh;
        private long lastLow;
        private long nextHigh;
        private long nextLow;
        private int value;

        Cursor(DataInputStream in) throws IOException {
            gapExponents = ByteColumn.read(in);
            gaps = ByteColumn.read(in);
            sizeExponents = ByteColumn.read(in);
            sizes = ByteColumn.read(in);
            values = ByteColumn.read(in);
        }

        void advance() {
            number(gapExponents.next(), gaps);
            firstLow = nextLow + low;
            firstHigh = nextHigh + high + carry(firstLow, low);
            number(sizeExponents.next(), sizes);
            nextLow = firstLow + low;
            nextHigh = firstHigh + high + carry(nextLow, low);
            lastLow = nextLow - 1;
            lastHigh = nextHigh - (nextLow == 0 ? 1 : 0);
            value = (int) values.nextNumber();
        }

        private static int carry(long sum, long added) {
            return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
        }

        private void number(int exponent, ByteColumn factors) {
            if (exponent == ZERO) {
                high = 0;
                low = 0;
            } else if (exponent == WIDE) {
                high = factors.nextNumber();
                low = factors.nextNumber();
            } else {
                long factor = (exponent & ALONE) != 0 ? 1 : factors.nextNumber();
                int shift = exponent & ~ALONE;
                if (shift >= 64) {
                    high = factor << (shift - 64);
                    low = 0;
                } else {
                    high = shift == 0 ? 0 : factor >>> (64 - shift);
                    low = factor << shift;
                }
            }
        }
    }
}
