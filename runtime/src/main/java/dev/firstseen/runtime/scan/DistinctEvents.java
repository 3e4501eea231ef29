package dev.firstseen.runtime.scan;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.JsonWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of events with the same id, one: where they differ, the one whose document is first in the order of its bytes, so that
 * the choice does not depend on which was read first.
 *
 * @param events each id once
 * @param duplicates how many were left out
 * @param differing how many of those differ in content from another one with their id
 */
record DistinctEvents(List<Event> events, long duplicates, long differing) {

    private record Identity(String dataset, String tenant, String id) {}

    static DistinctEvents of(Collection<Event> all) {
        Map<Identity, Event> chosen = new HashMap<>();
        long duplicates = 0;
        long differing = 0;
        for (Event event : all) {
            Identity identity = new Identity(event.dataset(), event.tenant(), event.id());
            Event other = chosen.putIfAbsent(identity, event);
            if (other != null) {
                duplicates++;
                int order = Arrays.compareUnsigned(bytes(event), bytes(other));
                if (order != 0) {
                    differing++;
                }
                if (order < 0) {
                    chosen.put(identity, event);
                }
            }
        }
        return new DistinctEvents(List.copyOf(chosen.values()), duplicates, differing);
    }

    private static byte[] bytes(Event event) {
        return JsonWriter.bytes(event.document().root());
    }
}
