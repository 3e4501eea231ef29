package dev.firstseen.microsoft.audit;

import dev.firstseen.microsoft.view.HostAddress;
import java.util.List;

/**
 * Where a request came from.
 *
 * @param member the member that is moved out of {@code o365.audit}: the first that is there; empty where none is
 * @param host the address
 */
record ClientAddress(String member, HostAddress host) {
    static final List<String> MEMBERS = List.of("ClientIPAddress", "ClientIP", "ActorIpAddress");

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
                return new ClientAddress(first, HostAddress.parse(text.strip()));
            }
        }
        return new ClientAddress(first, HostAddress.NONE);
    }
}
