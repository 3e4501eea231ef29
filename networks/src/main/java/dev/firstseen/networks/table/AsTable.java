package dev.firstseen.networks.table;

import java.util.Optional;

/**
 * Which autonomous system announces an address. Implementations are immutable as seen from outside and safe to share
 * between threads.
 */
public interface AsTable {

    /** The AS number of an address nobody announces: AS0 is reserved and never announced. */
    long NONE = 0;

    /** The table and its date, as in "ip-location-db asn 2026-06-01". */
    String name();

    /**
     * The AS number of an address, {@link #NONE} where the table has none. IPv4 is {@code ::ffff:a.b.c.d}.
     *
     * @param high the upper 64 bits of the address
     * @param low the lower 64 bits
     */
    long asNumber(long high, long low);

    /** The range an address lies in, with its AS number and organisation. */
    Optional<AsRange> range(long high, long low);

    /** How many lookups failed because the table is damaged at that place; such an address counts as announced by nobody. */
    default long failures() {
        return 0;
    }
}
