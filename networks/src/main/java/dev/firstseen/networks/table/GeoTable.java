package dev.firstseen.networks.table;

import java.util.Optional;

/** Where an address is said to be. Implementations are safe to share between threads. */
public interface GeoTable {

    /** The table and its date, as in "GeoLite2-City 2026-06-01". */
    String name();

    /** The ISO 3166 country code of an address, empty where the table has none. */
    String country(long high, long low);

    /** All the table says about where an address is. */
    Optional<Location> location(long high, long low);

    /** How many lookups failed because the table is damaged at that place. */
    default long failures() {
        return 0;
    }
}
