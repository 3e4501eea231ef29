package dev.firstseen.runtime.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is to be found by what others do in the networks of an incident.
 *
 * @param <T> who; compared by identity
 */
final class Neighbourhoods<T> {
    private record Network(String tenant, String key) {}

    private final Map<Network, Set<T>> shown = new HashMap<>();

    /** Lets somebody be found where some incidents reach. */
    void show(T somebody, String tenant, Collection<Agenda.Reach> reaches) {
        for (Agenda.Reach reach : reaches) {
            for (String key : reach.networks()) {
                shown.computeIfAbsent(new Network(tenant, key), _ -> new LinkedHashSet<>())
                        .add(somebody);
            }
        }
    }

    void hide(T somebody, String tenant, Collection<Agenda.Reach> reaches) {
        for (Agenda.Reach reach : reaches) {
            for (String key : reach.networks()) {
                shown.computeIfPresent(new Network(tenant, key), (_, all) -> {
                    all.remove(somebody);
                    return all.isEmpty() ? null : all;
                });
            }
        }
    }

    /** Those who are found in a network, by the archive's key for it. */
    Set<T> of(String tenant, String key) {
        return shown.getOrDefault(new Network(tenant, key), Set.of());
    }
}
