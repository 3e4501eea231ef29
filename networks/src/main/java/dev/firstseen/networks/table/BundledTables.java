package dev.firstseen.networks.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The tables shipped inside, each unpacked the first time an address is asked of it. */
public final class BundledTables {

    static final String SYSTEMS = "as-table.bin";
    static final String COUNTRIES = "country-table.bin";

    private BundledTables() {}

    /** The whole Internet's ranges by AS number. */
    public static AsTable systems() {
        return new LazyAsTable();
    }

    /** Countries by range. */
    public static GeoTable countries() {
        return new LazyCountryTable();
    }

    private static final class Systems {
        static final FlatAsTable TABLE = unpack(SYSTEMS, PackedTable::readSystems);
    }

    private static final class Countries {
        static final FlatCountryTable TABLE = unpack(COUNTRIES, PackedTable::readCountries);
    }

    private record LazyAsTable() implements AsTable {
        @Override
        public String name() {
            return Systems.TABLE.name();
        }

        @Override
        public long asNumber(long high, long low) {
            return Systems.TABLE.asNumber(high, low);
        }

        @Override
        public Optional<AsRange> range(long high, long low) {
            return Systems.TABLE.range(high, low);
        }
    }

    private record LazyCountryTable() implements GeoTable {
        @Override
        public String name() {
            return Countries.TABLE.name();
        }

        @Override
        public String country(long high, long low) {
            return Countries.TABLE.country(high, low);
        }

        @Override
        public Optional<Location> location(long high, long low) {
            return Countries.TABLE.location(high, low);
        }
    }

    private interface Unpacking<T> {
        T unpack(InputStream in) throws IOException;
    }

    private static <T> T unpack(String resource, Unpacking<T> unpacking) {
        try (InputStream in = BundledTables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the table " + resource + " is missing from this build");
            }
            return unpacking.unpack(new BufferedInputStream(in, 1 << 16));
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + resource + " of this build is damaged", e);
        }
    }
}
