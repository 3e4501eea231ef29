package dev.firstseen.networks.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tables from files that the user has, told apart by what is in them. */
public final class TableFile {

    private TableFile() {}

    /**
     * Opens a table of autonomous systems.
     *
     * @throws TableException where the file is no such table; the message says why
     */
    public static AsTable systems(Path file) throws TableException {
        if (isMmdb(file)) {
            return new MmdbAsTable(
                    MmdbFile.open(file)
                            .having(
                                    "AS numbers",
                                    MmdbAsTable::tells,
                                    "expected autonomous_system_number or asn, as in GeoLite2-ASN; a table of places is for --geo-db"));
        }
        return CsvTable.systems(file.getFileName().toString(), List.of(file));
    }

    /**
     * Opens a table of places.
     *
     * @throws TableException where the file is no such table; the message says why
     */
    public static GeoTable places(Path file) throws TableException {
        if (isMmdb(file)) {
            return new MmdbGeoTable(MmdbFile.open(file)
                    .having(
                            "countries",
                            MmdbGeoTable::tells,
                            "expected country, as in GeoLite2-City; a table of AS numbers is for --as-db"));
        }
        return CsvTable.countries(file.getFileName().toString(), List.of(file));
    }

    private static boolean isMmdb(Path file) throws TableException {
        try {
            return MmdbFile.is(file);
        } catch (FileNotFoundException missing) {
            throw new TableException(file + ": there is no such file.", missing);
        } catch (IOException failure) {
            throw new TableException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
