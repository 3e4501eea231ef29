package dev.firstseen.runtime.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is to be found by what others do in the networks of an incident. Incidents that were over by then are not gone through,
 * however many there are.
 *
 * @param <T> who; compared by identity
 */
final class Neighbourhoods<T> {
    private record Network(String tenant, String key) {}

    /** @param from from when on */
    private record Shown<T>(T somebody, long from) {}

    /** By the time before which they are to be found. */
    private final Map<Network, NavigableMap<Long, Set<Shown<T>>>> shown = new HashMap<>();

    /** Lets somebody be found where some incidents reach. */
    void show(T somebody, String tenant, Collection<Agenda.Reach> reaches) {
        for (Agenda.Reach reach : reaches) {
            for (String key : reach.networks()) {
                shown.computeIfAbsent(new Network(tenant, key), _ -> new TreeMap<>())
                        .computeIfAbsent(reach.until(), _ -> new LinkedHashSet<>())
                        .add(new Shown<>(somebody, reach.from()));
            }
        }
    }

    void hide(T somebody, String tenant, Collection<Agenda.Reach> reaches) {
        for (Agenda.Reach reach : reaches) {
            for (String key : reach.networks()) {
                shown.computeIfPresent(new Network(tenant, key), (_, byEnd) -> {
                    byEnd.computeIfPresent(reach.until(), (_, all) -> {
                        all.remove(new Shown<>(somebody, reach.from()));
                        return all.isEmpty() ? null : all;
                    });
                    return byEnd.isEmpty() ? null : byEnd;
                });
            }
        }
    }

    /** Those who are found at a time in a network, by the archive's key for it; one may come twice. */
    List<T> at(String tenant, String key, long time) {
        NavigableMap<Long, Set<Shown<T>>> byEnd = shown.get(new Network(tenant, key));
        if (byEnd == null) {
            return List.of();
        }
        List<T> found = new ArrayList<>();
        for (Set<Shown<T>> all : byEnd.tailMap(time, false).values()) {
            for (Shown<T> each : all) {
                if (each.from() <= time) {
                    found.add(each.somebody());
                }
            }
        }
        return found;
    }
}
