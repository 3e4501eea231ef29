package dev.firstseen.cli;

import dev.firstseen.engine.event.Event;
import dev.firstseen.networks.Networks;
import dev.firstseen.networks.table.AsTable;
import dev.firstseen.networks.table.BundledTables;
import dev.firstseen.networks.table.GeoTable;
import dev.firstseen.networks.table.TableException;
import dev.firstseen.networks.table.TableFile;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Which tables addresses are looked up in. */
final class NetworkOptions {

    @Option(
            names = "--as-db",
            paramLabel = "FILE",
            description =
                    "Look AS numbers up in this MMDB (GeoLite2-ASN, IPinfo, DB-IP) or CSV, not in the table inside.")
    private Optional<Path> asTable = Optional.empty();

    @Option(names = "--geo-db", paramLabel = "FILE", description = "Look places up in this city MMDB.")
    private Optional<Path> geoTable = Optional.empty();

    private Optional<Networks> opened = Optional.empty();

    UnaryOperator<Event> enrichment() {
        return new NetworkEnrichment(networks());
    }

    List<String> tables() {
        return networks().tables();
    }

    /** Opens the tables that are named, and otherwise those inside. */
    Networks networks() {
        if (opened.isEmpty()) {
            opened = Optional.of(open(asTable, geoTable));
        }
        return opened.get();
    }

    /** Opens these tables, and those inside where there is none. */
    static Networks open(Optional<Path> asTable, Optional<Path> geoTable) {
        return new Networks(
                asTable.map(NetworkOptions::systems).orElseGet(BundledTables::systems),
                geoTable.map(NetworkOptions::places).orElseGet(BundledTables::countries));
    }

    private static AsTable systems(Path file) {
        try {
            return TableFile.systems(file);
        } catch (TableException unusable) {
            throw new UnusableInputException(unusable.getMessage());
        }
    }

    private static GeoTable places(Path file) {
        try {
            return TableFile.places(file);
        } catch (TableException unusable) {
            throw new UnusableInputException(unusable.getMessage());
        }
    }
}
