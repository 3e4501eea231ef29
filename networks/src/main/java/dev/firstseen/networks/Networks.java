package dev.firstseen.networks;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.ReservedSpace;
import dev.firstseen.networks.known.Judgement;
import dev.firstseen.networks.known.KnownSystems;
import dev.firstseen.networks.table.AsRange;
import dev.firstseen.networks.table.AsTable;
import dev.firstseen.networks.table.BundledTables;
import dev.firstseen.networks.table.GeoTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks IP addresses up. Nothing is unpacked before the first address is asked for. Safe for use by many threads.
 *
 * @param systems which autonomous system announces an address
 * @param places where an address is
 */
public record Networks(AsTable systems, GeoTable places) {

    /** With the tables inside. */
    public static Networks bundled() {
        return new Networks(BundledTables.systems(), BundledTables.countries());
    }

    /** The tables used, each with its date. */
    public List<String> tables() {
        return List.of(systems.name(), places.name());
    }

    /** What is known of an address; empty where the text is no IP address. No name server is ever asked. */
    public Optional<Network> of(String text) {
        return IpAddress.parse(text).map(this::of);
    }

    public Network of(IpAddress address) {
        Optional<ReservedSpace> reserved = ReservedSpace.of(address);
        if (reserved.isPresent()) {
            return new Network(
                    address,
                    reserved,
                    Optional.empty(),
                    Optional.empty(),
                    new Judgement(NetworkKind.RESERVED, reserved.get().reason()));
        }
        Optional<AsRange> range = systems.range(address.high(), address.low());
        return new Network(
                address,
                reserved,
                range,
                places.location(address.high(), address.low()),
                range.map(found -> KnownSystems.list().judge(found.number(), found.organisation()))
                        .orElse(Judgement.NONE));
    }

    /** All that is known of an address, in lines for people. */
    public List<String> explain(IpAddress address) {
        Network network = of(address);
        List<String> lines = new ArrayList<>();
        lines.add(address.toString());
        network.reserved().ifPresent(space -> {
            lines.add("  reserved   %s, %s".formatted(space.range(), space.name()));
            lines.add("             %s".formatted(space.reason()));
        });
        network.range().ifPresent(range -> {
            lines.add("  network    AS%d %s".formatted(range.number(), range.organisation()));
            lines.add("  range      %s".formatted(range.range()));
        });
        if (network.reserved().isEmpty() && network.range().isEmpty()) {
            lines.add("  network    none: nobody announces this address, by this table");
        }
        network.location().ifPresent(place -> {
            lines.add("  place      %s"
                    .formatted(String.join(
                            ", ",
                            List.of(place.city(), place.region(), place.countryName() + " (" + place.country() + ")")
                                    .stream()
                                    .filter(part -> !part.isEmpty())
                                    .toList())));
        });
        if (network.reserved().isEmpty()) {
            lines.add("  kind       %s: %s"
                    .formatted(network.kind().word(), network.judgement().reason()));
        }
        lines.add("  tables     %s".formatted(String.join(", ", tables())));
        return List.copyOf(lines);
    }
}
