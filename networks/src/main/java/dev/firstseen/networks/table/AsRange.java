package dev.firstseen.networks.table;

import dev.firstseen.networks.address.IpRange;

/**
 * A range as a table lists it.
 *
 * @param range the addresses
 * @param number the AS number, 1 to 4294967295
 * @param organisation the organisation's name, safe to print; empty where the table has none
 */
public record AsRange(IpRange range, long number, String organisation) {

    public AsRange {
        organisation = Printable.text(organisation);
    }
}
