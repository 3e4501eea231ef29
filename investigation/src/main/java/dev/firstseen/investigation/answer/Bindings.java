package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.playbook.Placeholder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** What placeholders stand for while one alert is investigated: its fields, its identity's names, what steps learned. */
public final class Bindings {
    /** Whoever makes very many values must not make investigations large. */
    private static final int MOST_LEARNED = 1_000;

    private final Identity identity;
    private final Event alert;
    private final Map<String, List<String>> learned = new LinkedHashMap<>();

    Bindings(Identity identity, Event alert) {
        this.identity = identity;
        this.alert = alert;
    }

    /** Adds to what was learned under a name; of very many the rest is left out. */
    void learn(String name, Collection<String> values) {
        SequencedSet<String> all = new LinkedHashSet<>(learned.getOrDefault(name, List.of()));
        all.addAll(values);
        learned.put(name, all.stream().limit(MOST_LEARNED).toList());
    }

    /** The values of a field of the alert's event, each once. */
    List<String> ofAlert(FieldPath field) {
        return texts(alert.values(field));
    }

    /** The values of a placeholder, each once; empty where there are none. An empty text is no value. */
    public List<String> values(Placeholder placeholder) {
        Optional<String> name = placeholder.learned();
        if (name.isPresent()) {
            return learned.getOrDefault(name.get(), List.of());
        }
        return switch (placeholder.name()) {
            case Placeholder.PRINCIPAL_NAME -> List.copyOf(identity.principalNames());
            case Placeholder.OBJECT_ID -> List.copyOf(identity.objectIds());
            case Placeholder.TENANT -> identity.tenant().isEmpty() ? List.of() : List.of(identity.tenant());
            default -> texts(alert.values(FieldPath.of(placeholder.name())));
        };
    }

    /** What was learned, by name. */
    public Map<String, List<String>> learned() {
        return Map.copyOf(learned);
    }

    private static List<String> texts(List<Value> values) {
        SequencedSet<String> texts = new LinkedHashSet<>();
        for (Value value : values) {
            if (value instanceof Value.Scalar scalar && !scalar.text().isBlank()) {
                texts.add(scalar.text());
            }
        }
        return new ArrayList<>(texts);
    }
}
