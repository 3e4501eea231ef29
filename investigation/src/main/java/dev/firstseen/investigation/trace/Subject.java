package dev.firstseen.investigation.trace;

import dev.firstseen.investigation.identity.Identity;
import java.util.Set;

/**
 * What a trace is kept of.
 *
 * @param networks the AS numbers of the identity's alerts, whose other users are of interest
 * @param from the earliest time of interest, in milliseconds since 1970
 * @param until the time before which events are of interest
 * @param key decides what is kept where there is too much
 */
public record Subject(Identity identity, Set<Long> networks, long from, long until, HashKey key) {
    public Subject {
        networks = Set.copyOf(networks);
    }

    /** The same with an eye on other networks. */
    public Subject in(Set<Long> others) {
        return new Subject(identity, others, from, until, key);
    }
}
