package dev.firstseen.networks;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.ReservedSpace;
import dev.firstseen.networks.known.Judgement;
import dev.firstseen.networks.table.AsRange;
import dev.firstseen.networks.table.Location;
import java.util.Optional;

/**
 * All that is known of an address.
 *
 * @param reserved the block of reserved space it lies in
 * @param range the announced range it lies in, with AS number and organisation
 * @param location where it is said to be
 * @param judgement the kind of its network, and why
 */
public record Network(
        IpAddress address,
        Optional<ReservedSpace> reserved,
        Optional<AsRange> range,
        Optional<Location> location,
        Judgement judgement) {

    public NetworkKind kind() {
        return judgement.kind();
    }
}
