package dev.firstseen.cli;

import dev.firstseen.engine.event.Event;
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
            description = "Look AS numbers up in this MMDB (GeoLite2-ASN, IPinfo, DB-IP) or CSV, not in the table inside.")
    private Optional<Path> asTable = Optional.empty();

    @Option(names = "--geo-db", paramLabel = "FILE", description = "Look places up in this city MMDB.")
    private Optional<Path> geoTable = Optional.empty();

    UnaryOperator<Event> enrichment() {
        return event -> event;
    }

    List<String> tables() {
        return java.util.stream.Stream.of(asTable, geoTable).flatMap(Optional::stream).map(Path::toString).toList();
    }
}
