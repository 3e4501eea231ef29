package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, out of the many forms in which the log writes it: {@code ip}, {@code [ip]}, {@code
 * ip:port}, {@code [ip]:port}, {@code ::ffff:ip}, {@code NAME (ip)}, {@code [NAME (ip)]} and plain names.
 *
 * @param member the member that is moved out of {@code o365.audit}: the first that is there; empty where none is
 * @param address the address as text, an IP address or whatever else was written; empty where there is none
 * @param domain the name; empty where there is none
 * @param ip the address where it is a valid IP address; else empty
 * @param port the port; 0 where none is given
 */
record ClientAddress(String member, String address, String domain, String ip, int port) {
    static final List<String> MEMBERS = List.of("ClientIPAddress", "ClientIP", "ActorIpAddress");

    private static final ClientAddress NONE = new ClientAddress("", "", "", "", 0);

    /**
     * The first of the members that is not empty counts. Elastic's view takes the first that is there, and so has no
     * address where ClientIP is empty and ActorIpAddress is not.
     */
    static ClientAddress of(AuditRecord record) {
        String first = "";
        for (String member : MEMBERS) {
            String text = record.text(member);
            if (text == null) {
                continue;
            }
            first = first.isEmpty() ? member : first;
            if (!text.isBlank()) {
                return parse(text.strip()).of(first);
            }
        }
        return NONE.of(first);
    }

    private ClientAddress of(String movedMember) {
        return new ClientAddress(movedMember, address, domain, ip, port);
    }

    static ClientAddress parse(String text) {
        String inside = unbracketed(text);
        if (IpAddress.isValid(unmapped(inside))) {
            return ip("", unmapped(inside), 0);
        }
        ClientAddress withPort = withPort(text);
        if (withPort != null) {
            return withPort;
        }
        if (inside.endsWith(")")) {
            int open = inside.lastIndexOf(" (");
            if (open > 0 && inside.indexOf(' ') == open) {
                return named(inside.substring(0, open), unmapped(inside.substring(open + 2, inside.length() - 1)));
            }
        }
        boolean isName = text.indexOf(' ') < 0 && !IpAddress.looksLikeOne(text);
        return isName ? new ClientAddress("", "", text, "", 0) : new ClientAddress("", text, "", "", 0);
    }

    private static ClientAddress named(String name, String address) {
        return new ClientAddress("", address, name, IpAddress.isValid(address) ? address : "", 0);
    }

    private static ClientAddress ip(String domain, String ip, int port) {
        return new ClientAddress("", ip, domain, ip, port);
    }

    private static @Nullable ClientAddress withPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return null;
        }
        int port = port(text, colon + 1);
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String ip = unmapped(unbracketed(host));
        boolean whole = bracketed || ip.indexOf(':') < 0;
        return port > 0 && whole && IpAddress.isValid(ip) ? ip("", ip, port) : null;
    }

    private static int port(String text, int from) {
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || i - from >= 5) {
                return 0;
            }
            port = port * 10 + (c - '0');
        }
        return port <= 65_535 ? port : 0;
    }

    private static String unbracketed(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /** An IPv4 address that was written as an IPv6 one, as itself. */
    private static String unmapped(String address) {
        String prefix = "::ffff:";
        return address.regionMatches(true, 0, prefix, 0, prefix.length()) && address.indexOf('.') > 0
                ? address.substring(prefix.length())
                : address;
    }

    @Nullable
    Value addressValue() {
        return address.isEmpty() ? null : Value.of(address);
    }

    @Nullable
    Value domainValue() {
        return domain.isEmpty() ? null : Value.of(domain);
    }

    @Nullable
    Value ipValue() {
        return ip.isEmpty() ? null : Value.of(ip);
    }

    @Nullable
    Value portValue() {
        return port == 0 ? null : Value.of(port);
    }
}
