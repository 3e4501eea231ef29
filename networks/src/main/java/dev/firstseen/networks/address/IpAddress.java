package dev.firstseen.networks.address;

import java.util.Optional;

/**
 * An IP address of either family in 128 bits; IPv4 is {@code ::ffff:a.b.c.d}. Ordered as unsigned numbers.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {

    /** The IPv4 address of these 32 bits. */
    public static IpAddress ipv4(int bits) {
        return new IpAddress(0, AddressParser.IPV4 | Integer.toUnsignedLong(bits));
    }

    /** The address written so, or empty where the text is none: see {@link AddressParser}. */
    public static Optional<IpAddress> parse(CharSequence text) {
        AddressParser parser = new AddressParser();
        return parser.parse(text) ? Optional.of(new IpAddress(parser.high(), parser.low())) : Optional.empty();
    }

    /** Whether 128 bits stand for an IPv4 address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** The next address up; the highest one wraps to zero. */
    public IpAddress next() {
        return new IpAddress(low == -1 ? high + 1 : high, low + 1);
    }

    /** The next address down; zero wraps to the highest one. */
    public IpAddress previous() {
        return new IpAddress(low == 0 ? high - 1 : high, low - 1);
    }

    /** How far this address is above another, as a 128-bit number. */
    IpAddress minus(IpAddress other) {
        boolean borrow = Long.compareUnsigned(low, other.low) < 0;
        return new IpAddress(high - other.high - (borrow ? 1 : 0), low - other.low);
    }

    @Override
    public int compareTo(IpAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** As RFC 5952 writes it. */
    @Override
    public String toString() {
        if (isIpv4()) {
            return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        int zerosFrom = -1;
        int zeros = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > zeros) {
                zerosFrom = i;
                zeros = run;
            }
            i += run;
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == zerosFrom) {
                text.append("::");
                i += zeros - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        return (int) ((index < 4 ? high >>> (48 - 16 * index) : low >>> (112 - 16 * index)) & 0xFFFF);
    }
}
