package dev.firstseen.engine.kql;

import java.util.Optional;

/**
 * An IP address, or a network of them. An IPv4 address is held as the IPv6 address it maps to, as Elasticsearch does.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 * @param prefix how many bits are the network's, of 128
 */
record IpBlock(long high, long low, int prefix) implements Comparable<IpBlock> {
    private static final int LONGEST = 50;
    private static final long MAPPED = 0xffff_0000_0000L;

    boolean isAddress() {
        return prefix == 128;
    }

    /** Reads an address or, with {@code /} and the number of bits, a network. No name is ever looked up. */
    static Optional<IpBlock> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text);
        }
        String address = text.substring(0, slash);
        int shift = address.indexOf(':') < 0 ? 96 : 0;
        int bits = decimal(text, slash + 1, text.length(), 128 - shift);
        return bits < 0
                ? Optional.empty()
                : address(address).map(block -> new IpBlock(block.high, block.low, bits + shift));
    }

    static Optional<IpBlock> address(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.indexOf(':') < 0) {
            long four = four(text, 0);
            return four < 0 ? Optional.empty() : Optional.of(new IpBlock(0, MAPPED | four, 128));
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = new int[8];
            return groups(text, groups, 0) == 8 ? Optional.of(of(groups)) : Optional.empty();
        }
        int[] left = new int[8];
        int[] right = new int[8];
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int leftCount = before.isEmpty() ? 0 : before.indexOf('.') >= 0 ? -1 : groups(before, left, 0);
        int rightCount = after.isEmpty() ? 0 : groups(after, right, 0);
        if (leftCount < 0 || rightCount < 0 || leftCount + rightCount > 7) {
            return Optional.empty();
        }
        System.arraycopy(right, 0, left, 8 - rightCount, rightCount);
        return Optional.of(of(left));
    }

    boolean contains(IpBlock address) {
        long highMask = prefix >= 64 ? -1L : prefix == 0 ? 0 : -1L << (64 - prefix);
        long lowMask = prefix <= 64 ? 0 : -1L << (128 - prefix);
        return ((high ^ address.high) & highMask) == 0 && ((low ^ address.low) & lowMask) == 0;
    }

    @Override
    public int compareTo(IpBlock other) {
        int upper = Long.compareUnsigned(high, other.high);
        return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
    }

    private static IpBlock of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpBlock(high, low, 128);
    }

    /** Reads groups of hexadecimal digits, the last two of which may be an IPv4 address; -1 where it cannot. */
    private static int groups(String text, int[] groups, int from) {
        int count = 0;
        int at = from;
        while (true) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (count == 8) {
                return -1;
            }
            if (colon < 0 && text.indexOf('.', at) >= 0) {
                long four = four(text, at);
                if (four < 0 || count > 6) {
                    return -1;
                }
                groups[count] = (int) (four >> 16);
                groups[count + 1] = (int) (four & 0xffff);
                return count + 2;
            }
            int group = hexadecimal(text, at, end);
            if (group < 0) {
                return -1;
            }
            groups[count++] = group;
            if (colon < 0) {
                return count;
            }
            at = colon + 1;
        }
    }

    private static long four(String text, int from) {
        long address = 0;
        int at = from;
        for (int i = 0; i < 4; i++) {
            int dot = text.indexOf('.', at);
            int end = i == 3 ? text.length() : dot;
            int part = end < 0 ? -1 : decimal(text, at, end, 255);
            if (part < 0) {
                return -1;
            }
            address = address << 8 | part;
            at = end + 1;
        }
        return address;
    }

    private static int decimal(String text, int from, int end, int most) {
        if (end <= from || end - from > 3 || (end - from > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number <= most ? number : -1;
    }

    private static int hexadecimal(String text, int from, int end) {
        if (end <= from || end - from > 4) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < end; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * 16 + digit;
        }
        return number;
    }
}
