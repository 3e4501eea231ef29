package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.Value;
import org.jspecify.annotations.Nullable;

/**
 * A network address, out of the many forms in which logs write it: {@code ip}, {@code [ip]}, {@code ip:port}, {@code
 * [ip]:port}, {@code ::ffff:ip}, {@code NAME (ip)}, {@code [NAME (ip)]} and plain names.
 *
 * @param address the address as text, an IP address or whatever else was written; empty where there is none
 * @param domain the name; empty where there is none
 * @param ip the address where it is a valid IP address; else empty
 * @param port the port; 0 where none is given
 */
public record HostAddress(String address, String domain, String ip, int port) {
    public static final HostAddress NONE = new HostAddress("", "", "", 0);

    public static HostAddress parse(String text) {
        String inside = unbracketed(text);
        if (IpAddress.isValid(unmapped(inside))) {
            return ip("", unmapped(inside), 0);
        }
        HostAddress withPort = withPort(text);
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
        return isName ? new HostAddress("", text, "", 0) : new HostAddress(text, "", "", 0);
    }

    private static HostAddress named(String name, String address) {
        return new HostAddress(address, name, IpAddress.isValid(address) ? address : "", 0);
    }

    private static HostAddress ip(String domain, String ip, int port) {
        return new HostAddress(ip, domain, ip, port);
    }

    private static @Nullable HostAddress withPort(String text) {
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

    public @Nullable Value addressValue() {
        return address.isEmpty() ? null : Value.of(address);
    }

    public @Nullable Value domainValue() {
        return domain.isEmpty() ? null : Value.of(domain);
    }

    public @Nullable Value ipValue() {
        return ip.isEmpty() ? null : Value.of(ip);
    }

    public @Nullable Value portValue() {
        return port == 0 ? null : Value.of(port);
    }
}
