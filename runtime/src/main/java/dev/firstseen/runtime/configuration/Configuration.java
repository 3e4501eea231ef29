package dev.firstseen.runtime.configuration;

import dev.firstseen.collect.Source;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.watch.Keeping;
import dev.firstseen.runtime.watch.Outlet;
import dev.firstseen.store.StoreSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a service is to do.
 *
 * @param rules files and folders of rules; empty for those that Firstseen brings along
 * @param playbooks files and folders of playbooks; empty for those that Firstseen brings along
 * @param exceptions a file of alerts that are not raised
 * @param lateness how much older than the newest a record may be to be judged exactly
 * @param archiving whether every record is kept
 * @param keeping how much is kept, and how long
 * @param operations where {@code /health} and {@code /metrics} are answered
 * @param asTable a table of AS numbers; empty for the one inside
 * @param geoTable a table of places; empty for the one inside
 * @param sources in the order of the file
 * @param sinks by name
 */
public record Configuration(
        StoreSettings store,
        List<Path> rules,
        List<Path> playbooks,
        Optional<Path> exceptions,
        LiveTime time,
        Duration lateness,
        boolean archiving,
        Keeping keeping,
        Optional<InetSocketAddress> operations,
        Optional<Path> asTable,
        Optional<Path> geoTable,
        List<Source> sources,
        SequencedMap<String, Outlet> sinks) {

    public Configuration {
        rules = List.copyOf(rules);
        playbooks = List.copyOf(playbooks);
        sources = List.copyOf(sources);
    }
}
