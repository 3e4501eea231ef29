package dev.firstseen.networks.address;

import java.util.Optional;

/** The addresses from first to last, both included, of one family. */
public record IpRange(IpAddress first, IpAddress last) {

    public IpRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the range ends at " + last + ", before its start " + first);
        }
        if (first.isIpv4() != last.isIpv4()) {
            throw new IllegalArgumentException("the range from " + first + " to " + last + " mixes IPv4 and IPv6");
        }
    }

    /** The block written as address/bits, or empty where it is not one or has bits set behind its prefix. */
    public static Optional<IpRange> parseCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        Optional<IpAddress> address = IpAddress.parse(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        if (address.isEmpty()
                || bits.isEmpty()
                || bits.length() > 3
                || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(bits) + (address.get().isIpv4() && text.indexOf(':') < 0 ? 96 : 0);
        if (prefix > 128 || (address.get().isIpv4() && prefix < 96)) {
            return Optional.empty();
        }
        return Optional.of(block(address.get(), prefix))
                .filter(block -> block.first().equals(address.get()));
    }

    /**
     * The block around an address.
     *
     * @param prefix the fixed bits of 128; an IPv4 prefix plus 96
     * @throws IllegalArgumentException if the block would hold both families
     */
    public static IpRange block(IpAddress address, int prefix) {
        long hostHigh = prefix >= 64 ? 0 : -1L >>> prefix;
        long hostLow = prefix >= 128 ? 0 : prefix <= 64 ? -1L : -1L >>> (prefix - 64);
        return new IpRange(
                new IpAddress(address.high() & ~hostHigh, address.low() & ~hostLow),
                new IpAddress(address.high() | hostHigh, address.low() | hostLow));
    }

    public boolean contains(IpAddress address) {
        return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    /** One less than the number of addresses, as a 128-bit number: what orders ranges by width. */
    public IpAddress width() {
        return last.minus(first);
    }

    /** As a block where it is one, else as first-last. */
    @Override
    public String toString() {
        IpAddress host = width();
        IpAddress size = host.next();
        boolean powerOfTwo = (host.high() & size.high()) == 0 && (host.low() & size.low()) == 0;
        boolean aligned = (host.high() & first.high()) == 0 && (host.low() & first.low()) == 0;
        if (!powerOfTwo || !aligned) {
            return first + "-" + last;
        }
        int hostBits = Long.bitCount(host.high()) + Long.bitCount(host.low());
        return first + "/" + ((first.isIpv4() ? 32 : 128) - hostBits);
    }
}
