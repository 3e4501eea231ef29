package dev.firstseen.networks.table;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.IpRange;
import java.util.Arrays;

/**
 * Disjoint ranges in ascending order, each with a number, in flat arrays. A row is a range's position: IPv4 first, then
 * IPv6. Lookups allocate nothing.
 */
final class RangeTable {

    /** The row, and the value, of an address in no range. */
    static final int NONE = -1;

    private final Ipv4Ranges ipv4;
    private final Ipv6Ranges ipv6;
    private final int[] prefixes;

    RangeTable(Ipv4Ranges ipv4, Ipv6Ranges ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.prefixes = index(ipv4.first);
    }

    /** IPv4 ranges, as unsigned numbers. */
    static final class Ipv4Ranges {
        final int[] first;
        final int[] last;
        final int[] value;

        Ipv4Ranges(int count) {
            first = new int[count];
            last = new int[count];
            value = new int[count];
        }

        int count() {
            return value.length;
        }
    }

    /** IPv6 ranges, as unsigned 128-bit numbers in halves. */
    static final class Ipv6Ranges {
        final long[] firstHigh;
        final long[] firstLow;
        final long[] lastHigh;
        final long[] lastLow;
        final int[] value;

        Ipv6Ranges(int count) {
            firstHigh = new long[count];
            firstLow = new long[count];
            lastHigh = new long[count];
            lastLow = new long[count];
            value = new int[count];
        }

        int count() {
            return value.length;
        }
    }

    Ipv4Ranges ipv4() {
        return ipv4;
    }

    Ipv6Ranges ipv6() {
        return ipv6;
    }

    int rows() {
        return ipv4.count() + ipv6.count();
    }

    /** The row whose range holds the address, or {@link #NONE}. */
    int row(long high, long low) {
        return IpAddress.isIpv4(high, low) ? ipv4Row((int) low) : ipv6Row(high, low);
    }

    /** The number of the range that holds the address, or {@link #NONE}. */
    int value(long high, long low) {
        int row = row(high, low);
        return row < 0 ? NONE : valueAt(row);
    }

    int valueAt(int row) {
        return row < ipv4.count() ? ipv4.value[row] : ipv6.value[row - ipv4.count()];
    }

    IpRange rangeAt(int row) {
        if (row < ipv4.count()) {
            return new IpRange(IpAddress.ipv4(ipv4.first[row]), IpAddress.ipv4(ipv4.last[row]));
        }
        int i = row - ipv4.count();
        return new IpRange(
                new IpAddress(ipv6.firstHigh[i], ipv6.firstLow[i]), new IpAddress(ipv6.lastHigh[i], ipv6.lastLow[i]));
    }

    private int ipv4Row(int address) {
        int[] first = ipv4.first;
        int from = prefixes[address >>> 16];
        int to = prefixes[(address >>> 16) + 1];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Integer.compareUnsigned(first[middle], address) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        int row = from - 1;
        return row >= 0 && Integer.compareUnsigned(address, ipv4.last[row]) <= 0 ? row : NONE;
    }

    private int ipv6Row(long high, long low) {
        int from = 0;
        int to = ipv6.count();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(ipv6.firstHigh[middle], ipv6.firstLow[middle], high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        int i = from - 1;
        return i >= 0 && compare(high, low, ipv6.lastHigh[i], ipv6.lastLow[i]) <= 0 ? ipv4.count() + i : NONE;
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        return high != otherHigh ? Long.compareUnsigned(high, otherHigh) : Long.compareUnsigned(low, otherLow);
    }

    /** For each upper half of an address, how many ranges start below it. */
    private static int[] index(int[] first) {
        int[] below = new int[(1 << 16) + 1];
        Arrays.fill(below, first.length);
        int prefix = 0;
        for (int row = 0; row < first.length; row++) {
            int own = first[row] >>> 16;
            while (prefix <= own) {
                below[prefix++] = row;
            }
        }
        return below;
    }
}
