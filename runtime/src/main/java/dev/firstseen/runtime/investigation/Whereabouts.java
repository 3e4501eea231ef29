package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.trace.DeviceCodes;
import dev.firstseen.investigation.trace.SignIns;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an account was, and which of its events is the one to ask about. The order of the events does not matter. Of more
 * than a few thousand networks, those with the smallest numbers are told apart.
 */
final class Whereabouts {
    private static final FieldPath KIND = FieldPath.of("firstseen.network.kind");
    private static final FieldPath OUTCOME = FieldPath.of("event.outcome");
    private static final Value FAILURE = new Value.Text("failure");

    /** Where a person with a browser hardly is. */
    private static final Set<Value> HIDING =
            Set.of(new Value.Text("hosting"), new Value.Text("vpn"), new Value.Text("residential proxy"));

    private static final int MOST_NETWORKS = 4_096;
    private static final Comparator<Event> WORST_LAST =
            Comparator.comparing(Whereabouts::isHiding).thenComparing(Event.IN_ORDER);

    private final TreeMap<Long, Event> firstByNetwork = new TreeMap<>();
    private @Nullable Event grant;
    private @Nullable Event first;
    private @Nullable Event last;

    /**
     * What to ask about.
     *
     * @param isGrant whether a device code was completed by it
     * @param isLast whether the account did nothing afterwards
     */
    record Anchor(Event event, boolean isGrant, boolean isLast) {}

    void add(Event event) {
        first = first == null || Event.IN_ORDER.compare(event, first) < 0 ? event : first;
        last = last == null || Event.IN_ORDER.compare(event, last) > 0 ? event : last;
        if (DeviceCodes.isGrant(event)) {
            grant = grant == null || WORST_LAST.compare(event, grant) > 0 ? event : grant;
        }
        // Whoever only tried to get in from somewhere was not there.
        if (!event.values(OUTCOME).contains(FAILURE)) {
            for (long network : SignIns.networks(event)) {
                firstByNetwork.merge(
                        network, event, (one, other) -> Event.IN_ORDER.compare(one, other) <= 0 ? one : other);
            }
            while (firstByNetwork.size() > MOST_NETWORKS) {
                firstByNetwork.pollLastEntry();
            }
        }
    }

    void add(Whereabouts others) {
        others.firstByNetwork.values().forEach(this::add);
        for (Event event : new @Nullable Event[] {others.grant, others.first, others.last}) {
            if (event != null) {
                add(event);
            }
        }
    }

    /**
     * The last grant, one from where a person hardly is before all others; without a grant, how the account came to the
     * newest of its networks, with the same preference.
     */
    Optional<Anchor> anchor() {
        Event anchor = grant != null ? grant : arrival().orElse(first);
        return anchor == null || last == null
                ? Optional.empty()
                : Optional.of(new Anchor(anchor, grant != null, anchor.time() >= last.time()));
    }

    private Optional<Event> arrival() {
        Optional<Event> home = firstByNetwork.values().stream().min(Event.IN_ORDER);
        return firstByNetwork.values().stream()
                .filter(event -> home.stream().noneMatch(event::equals))
                .max(WORST_LAST)
                .or(() -> home);
    }

    private static boolean isHiding(Event event) {
        return event.values(KIND).stream().anyMatch(HIDING::contains);
    }
}
