package dev.firstseen.networks.address;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Address space that no network on the Internet announces.
 *
 * @param range the whole reserved block
 * @param name what it is called
 * @param reason why no organisation stands behind it, and the document that says so
 */
public record ReservedSpace(IpRange range, String name, String reason) {

    private static final List<ReservedSpace> ALL = List.of(
                    space("0.0.0.0/8", "this network", "an unset source address, RFC 1122"),
                    space("10.0.0.0/8", "private", "used inside organisations, RFC 1918"),
                    space("100.64.0.0/10", "carrier-grade NAT", "shared by the customers of one provider, RFC 6598"),
                    space("127.0.0.0/8", "loopback", "the machine itself, RFC 1122"),
                    space("169.254.0.0/16", "link-local", "valid on one link only, RFC 3927"),
                    space("172.16.0.0/12", "private", "used inside organisations, RFC 1918"),
                    space("192.0.0.0/24", "protocol assignments", "set aside for protocols, RFC 6890"),
                    space("192.0.2.0/24", "documentation", "for examples only, RFC 5737"),
                    space("192.168.0.0/16", "private", "used inside organisations, RFC 1918"),
                    space("198.18.0.0/15", "benchmarking", "for tests between devices, RFC 2544"),
                    space("198.51.100.0/24", "documentation", "for examples only, RFC 5737"),
                    space("203.0.113.0/24", "documentation", "for examples only, RFC 5737"),
                    space("224.0.0.0/4", "multicast", "groups of receivers, RFC 5771"),
                    space("240.0.0.0/4", "reserved", "never assigned, RFC 1112"),
                    space("255.255.255.255/32", "broadcast", "all machines of one link, RFC 919"),
                    space("::/128", "unspecified", "an unset address, RFC 4291"),
                    space("::1/128", "loopback", "the machine itself, RFC 4291"),
                    space("64:ff9b:1::/48", "local translation", "IPv4 inside IPv6 within one network, RFC 8215"),
                    space("100::/64", "discard", "traffic to be dropped, RFC 6666"),
                    space("2001:2::/48", "benchmarking", "for tests between devices, RFC 5180"),
                    space("2001:db8::/32", "documentation", "for examples only, RFC 3849"),
                    space("3fff::/20", "documentation", "for examples only, RFC 9637"),
                    space("fc00::/7", "unique local", "used inside organisations, RFC 4193"),
                    space("fe80::/10", "link-local", "valid on one link only, RFC 4291"),
                    space("fec0::/10", "site-local", "given up in favour of unique local addresses, RFC 3879"),
                    space("ff00::/8", "multicast", "groups of receivers, RFC 4291"))
            .stream()
            .sorted(Comparator.comparing(space -> space.range().width()))
            .toList();

    /** The reserved space an address lies in, the narrowest where two nest. */
    public static Optional<ReservedSpace> of(IpAddress address) {
        return ALL.stream().filter(space -> space.range().contains(address)).findFirst();
    }

    private static ReservedSpace space(String block, String name, String reason) {
        return new ReservedSpace(IpRange.parseCidr(block).orElseThrow(), name, reason);
    }
}
