package dev.firstseen.microsoft.audit;

import org.jspecify.annotations.Nullable;

/**
 * The Exchange server a request came to, out of {@code NAME (ip)}.
 *
 * @param domain the name; empty where there is none
 * @param address the address, or all that was written
 */
record Server(String domain, String address) {
    private static final Server NONE = new Server("", "");

    static Server of(AuditRecord record) {
        String written = record.text("OriginatingServer");
        if (written == null) {
            return NONE;
        }
        String line = written.replace("\r", "").replace("\n", "").strip();
        ClientAddress parts = ClientAddress.parse(line);
        return parts.domain().isEmpty() || parts.address().isEmpty()
                ? new Server("", line)
                : new Server(parts.domain(), parts.address());
    }

    static @Nullable String domain(AuditRecord record) {
        String domain = of(record).domain();
        return domain.isEmpty() ? null : domain;
    }

    static @Nullable String address(AuditRecord record) {
        String address = of(record).address();
        return address.isEmpty() ? null : address;
    }

    static @Nullable String ip(AuditRecord record) {
        String address = of(record).address();
        return IpAddress.isValid(address) ? address : null;
    }
}
