package dev.firstseen.networks.table;

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
        return CsvTable.systems(file.getFileName().toString(), List.of(file));
    }

    /**
     * Opens a table of places.
     *
     * @throws TableException where the file is no such table; the message says why
     */
    public static GeoTable places(Path file) throws TableException {
        return CsvTable.countries(file.getFileName().toString(), List.of(file));
    }
}
