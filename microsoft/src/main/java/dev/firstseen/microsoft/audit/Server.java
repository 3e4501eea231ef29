package dev.firstseen.microsoft.audit;

import dev.firstseen.microsoft.view.HostAddress;
import dev.firstseen.microsoft.view.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The Exchange server a request came to, out of {@code NAME (ip)}.
 *
 * @param domain the name, where there is one
 * @param address the address, or all that was written
 * @param ip the address where it is a valid IP address
 */
record Server(
        @Nullable String domain,
        @Nullable String address,
        @Nullable String ip) {
    private static final Server NONE = new Server(null, null, null);

    static Server of(AuditRecord record) {
        String written = switch (record.code()) {
            case "ExchangeAdmin", "ExchangeItem" -> record.text("OriginatingServer");
            default -> null;
        };
        if (written == null) {
            return NONE;
        }
        String line = written.replace("\r", "").replace("\n", "").strip();
        HostAddress parts = HostAddress.parse(line);
        boolean isNamed = !parts.domain().isEmpty() && !parts.address().isEmpty();
        String address = isNamed ? parts.address() : line;
        return new Server(
                isNamed ? parts.domain() : null,
                address.isEmpty() ? null : address,
                IpAddress.isValid(address) ? address : null);
    }
}
