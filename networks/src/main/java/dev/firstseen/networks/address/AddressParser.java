package dev.firstseen.networks.address;

/**
 * Reads IP addresses as written, without allocating and without ever asking a name server. Strict: four decimal parts
 * with no leading zeros, or RFC 4291 text; no zone ids, no brackets, no ports, no spaces. An IPv4 address stands in the
 * 128 bits as {@code ::ffff:a.b.c.d}, so both spellings give the same bits.
 *
 * <p>Holds the last result: one instance belongs to one thread.
 */
public final class AddressParser {

    /** The upper half of the low 64 bits of every IPv4 address. */
    static final long IPV4 = 0xFFFF_0000_0000L;

    private static final int LONGEST = 45;

    private long high;
    private long low;

    /** Whether the text is an IP address; if so {@link #high()} and {@link #low()} are its bits. */
    public boolean parse(CharSequence text) {
        int length = text.length();
        if (length < 2 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length && i < 5; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return ipv6(text, length);
            }
            if (c == '.') {
                break;
            }
        }
        long bits = ipv4(text, 0, length);
        if (bits < 0) {
            return false;
        }
        high = 0;
        low = IPV4 | bits;
        return true;
    }

    /** The upper 64 bits of the last address read. */
    public long high() {
        return high;
    }

    /** The lower 64 bits of the last address read. */
    public long low() {
        return low;
    }

    /** The 32 bits of a dotted quad, or -1. */
    private static long ipv4(CharSequence text, int from, int to) {
        long bits = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                if (at >= to || text.charAt(at) != '.') {
                    return -1;
                }
                at++;
            }
            int start = at;
            int value = 0;
            while (at < to && at - start < 3 && isDigit(text.charAt(at))) {
                value = value * 10 + (text.charAt(at) - '0');
                at++;
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || value > 255 || leadingZero) {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return at == to ? bits : -1;
    }

    private boolean ipv6(CharSequence text, int length) {
        // Groups before "::" gather in (h, l); at "::" they are put aside in (headHigh, headLow).
        long h = 0;
        long l = 0;
        long headHigh = 0;
        long headLow = 0;
        int groups = 0;
        int head = -1;
        int at = 0;
        if (text.charAt(0) == ':') {
            if (text.charAt(1) != ':') {
                return false;
            }
            head = 0;
            at = 2;
        }
        while (at < length) {
            int start = at;
            int value = 0;
            while (at < length && at - start < 4 && hex(text.charAt(at)) >= 0) {
                value = value << 4 | hex(text.charAt(at));
                at++;
            }
            if (at < length && text.charAt(at) == '.') {
                long bits = ipv4(text, start, length);
                if (bits < 0 || groups > 6) {
                    return false;
                }
                h = h << 32 | l >>> 32;
                l = l << 32 | bits;
                groups += 2;
                break;
            }
            if (at == start || groups == 8) {
                return false;
            }
            h = h << 16 | l >>> 48;
            l = l << 16 | value;
            groups++;
            if (at == length) {
                break;
            }
            if (text.charAt(at) != ':' || ++at == length) {
                return false;
            }
            if (text.charAt(at) == ':') {
                if (head >= 0) {
                    return false;
                }
                head = groups;
                headHigh = h;
                headLow = l;
                h = 0;
                l = 0;
                at++;
            }
        }
        return head < 0 ? whole(h, l, groups) : joined(headHigh, headLow, head, h, l, groups);
    }

    private boolean whole(long h, long l, int groups) {
        high = h;
        low = l;
        return groups == 8;
    }

    private boolean joined(long headHigh, long headLow, int head, long h, long l, int groups) {
        if (groups > 7) {
            return false;
        }
        int shift = (8 - head) * 16;
        long shiftedHigh;
        long shiftedLow;
        if (shift == 128) {
            shiftedHigh = 0;
            shiftedLow = 0;
        } else if (shift >= 64) {
            shiftedHigh = headLow << (shift - 64);
            shiftedLow = 0;
        } else {
            shiftedHigh = headHigh << shift | headLow >>> (64 - shift);
            shiftedLow = headLow << shift;
        }
        high = shiftedHigh | h;
        low = shiftedLow | l;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int hex(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' && c < 128 ? lower - 'a' + 10 : -1;
    }
}
