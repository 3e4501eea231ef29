package dev.firstseen.deliver.ndjson;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The event as an alert carries it. A log can hold any name, also those by which an alert is known; such a member must
 * neither be lost nor pass for a part of the alert, so it is kept aside.
 *
 * @param original {@code kibana.alert.original_event.*}
 * @param kept the members that stay as they are; {@code event.kind} says {@code signal}, as in every alert
 * @param enrichment what the event has below {@code firstseen}, without the network
 * @param network what it has below {@code firstseen.network}
 * @param displaced the members whose names belong to the alert
 */
record EventFields(
        Value.Members original,
        Value.Members kept,
        Value.Members enrichment,
        Value.Members network,
        Value.Members displaced) {
    /** What stands below {@code firstseen} in what we write, of an alert or of a notice about it. */
    private static final Set<String> OURS =
            Set.of("sentence", "history", "network", "displaced", "incident", "notice", "storm", "withdrawn");

    private static final List<String> ORIGINAL =
            List.of("action", "category", "code", "dataset", "id", "kind", "module", "outcome", "provider", "type");

    static EventFields of(Event event) {
        Json kept = new Json();
        Json displaced = new Json();
        SequencedMap<String, Value> ecs = new LinkedHashMap<>();
        SequencedMap<String, Value> firstseen = new LinkedHashMap<>();
        SequencedMap<String, Value> network = new LinkedHashMap<>();
        event.document().root().members().forEach((name, value) -> {
            if (name.equals("event") && value instanceof Value.Members members) {
                ecs.putAll(members.members());
            } else if (name.equals("firstseen") && value instanceof Value.Members members) {
                firstseen.putAll(members.members());
            } else if (isOfTheAlert(name)) {
                displaced.put(name, value);
            } else if (!name.equals("@timestamp")) { // The event's is kibana.alert.original_time.
                kept.put(name, value);
            }
        });
        if (firstseen.get("network") instanceof Value.Members members) {
            firstseen.remove("network");
            network.putAll(members.members());
        }
        displace("firstseen.", OURS, firstseen, displaced);
        displace("firstseen.network.", Set.of("tables"), network, displaced);
        Json original = new Json();
        for (String name : ORIGINAL) {
            Value value = ecs.get(name);
            if (value != null) {
                original.put("kibana.alert.original_event." + name, value);
            }
        }
        ecs.put("kind", Value.of("signal"));
        kept.put("event", new Value.Members(ecs));
        return new EventFields(
                original.build(),
                kept.build(),
                new Value.Members(firstseen),
                new Value.Members(network),
                displaced.build());
    }

    private static void displace(
            String prefix, Set<String> names, SequencedMap<String, Value> members, Json displaced) {
        for (String name : List.copyOf(members.keySet())) {
            // A name with a dot stands for a member of a member.
            Value value = names.contains(name.split("\\.", 2)[0]) ? members.remove(name) : null;
            if (value != null) {
                displaced.put(prefix + name, value);
            }
        }
    }

    private static boolean isOfTheAlert(String name) {
        return switch (name) {
            case "event", "event.kind", "firstseen", "kibana" -> true;
            default -> name.startsWith("kibana.") || name.startsWith("firstseen.");
        };
    }
}
