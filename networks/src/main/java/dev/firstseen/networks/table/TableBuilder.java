package dev.firstseen.networks.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Packs the tables shipped inside from the CSV files of the npm packages {@code @ip-location-db/asn} and
 * {@code @ip-location-db/asn-country}. docs/networks.md has the commands.
 */
public final class TableBuilder {

    private TableBuilder() {}

    /**
     * Packs both tables.
     *
     * @param arguments the date of the packages (2026-06-17), the folder of the unpacked asn package, the folder of the
     *     unpacked asn-country package, the folder to write to
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4 || !arguments[0].matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException("expected: DATE ASN-FOLDER COUNTRY-FOLDER OUTPUT-FOLDER");
        }
        String date = arguments[0];
        Path systems = Path.of(arguments[1]);
        Path countries = Path.of(arguments[2]);
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        try (OutputStream out = create(folder.resolve(BundledTables.SYSTEMS))) {
            PackedTable.writeSystems(
                    CsvTable.systems(
                            "ip-location-db asn " + date,
                            List.of(systems.resolve("asn-ipv4.csv"), systems.resolve("asn-ipv6.csv"))),
                    out);
        }
        try (OutputStream out = create(folder.resolve(BundledTables.COUNTRIES))) {
            PackedTable.writeCountries(
                    CsvTable.countries(
                            "ip-location-db asn-country " + date,
                            List.of(
                                    countries.resolve("asn-country-ipv4.csv"),
                                    countries.resolve("asn-country-ipv6.csv"))),
                    out);
        }
    }

    private static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }
}
