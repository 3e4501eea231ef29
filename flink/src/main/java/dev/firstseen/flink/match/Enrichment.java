package dev.firstseen.flink.match;

import dev.firstseen.engine.event.Event;
import dev.firstseen.networks.Networks;
import dev.firstseen.networks.table.BundledTables;
import dev.firstseen.networks.table.TableException;
import dev.firstseen.networks.table.TableFile;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Which tables addresses are looked up in. The tables are read once in each process, whatever the number of its tasks.
 *
 * @param systems a file with AS numbers, which must be on every machine; empty for the table inside
 * @param places a file with places, likewise
 */
public record Enrichment(String systems, String places) implements Serializable {

    /** With the tables inside. */
    public static final Enrichment BUNDLED = new Enrichment("", "");

    private static final Map<Enrichment, Networks> OPENED = new ConcurrentHashMap<>();

    /** What adds to an event what is known of its address. */
    public UnaryOperator<Event> open() {
        return new NetworkEnrichment(networks());
    }

    /** The tables used, each with its date. */
    public List<String> tables() {
        return networks().tables();
    }

    private Networks networks() {
        return OPENED.computeIfAbsent(this, Enrichment::read);
    }

    private static Networks read(Enrichment files) {
        try {
            return new Networks(
                    files.systems.isEmpty() ? BundledTables.systems() : TableFile.systems(Path.of(files.systems)),
                    files.places.isEmpty() ? BundledTables.countries() : TableFile.places(Path.of(files.places)));
        } catch (TableException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
    }
}
