package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a directory audit says that was changed, by the names of the properties: their places differ from one operation to
 * the next. Entra writes values as JSON in a text, {@code "NAME"} or {@code ["NAME"]}: here they are what it says.
 */
public final class ChangedProperties {
    /** The field of the changes, each under the name of its property with {@code _} for blanks and dots. */
    public static final String FIELD = "firstseen.changes";

    /** Names as Entra writes them, and as Elastic does. */
    private static final List<String> CHANGES = List.of("modifiedProperties", "modified_properties");

    private static final List<String> NAME = List.of("displayName", "display_name");
    private static final List<String> NEW = List.of("newValue", "new_value");
    private static final List<String> OLD = List.of("oldValue", "old_value");

    /** Old and new values by property. */
    private final Map<String, SequencedMap<String, List<Value>>> byName = new TreeMap<>();

    private ChangedProperties() {}

    /** Those of all targets, in a list or by place; empty where no property of a name was changed. */
    public static Optional<Value> of(Value targets) {
        ChangedProperties properties = new ChangedProperties();
        for (Value target : each(targets)) {
            each(member(target, CHANGES)).forEach(properties::add);
        }
        return properties.byName.isEmpty() ? Optional.empty() : Optional.of(properties.value());
    }

    private void add(Value change) {
        if (member(change, NAME) instanceof Value.Text(String name) && !name.isBlank()) {
            SequencedMap<String, List<Value>> values = byName.computeIfAbsent(
                    name.strip().replace(' ', '_').replace('.', '_'), _ -> new LinkedHashMap<>());
            add(values, "new_value", member(change, NEW));
            add(values, "old_value", member(change, OLD));
        }
    }

    private static void add(Map<String, List<Value>> values, String name, @Nullable Value written) {
        if (written != null) {
            values.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(said(written));
        }
    }

    /** What a text of JSON says; one that says more than a list of texts stays as it is. */
    private static List<Value> said(Value written) {
        if (!(written instanceof Value.Text(String text))) {
            return List.of(written);
        }
        return switch (json(text)) {
            case Value.Scalar scalar -> List.of(scalar);
            case Value.Items(List<Value> items) when items.stream().allMatch(Value.Scalar.class::isInstance) -> items;
            case Value.Items _, Value.Members _ -> List.of(written);
        };
    }

    private static Value json(String text) {
        try {
            return JsonReader.ofRecords().value(text).orElse(new Value.Text(text));
        } catch (Rejected plainText) {
            return new Value.Text(text);
        }
    }

    private Value value() {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        byName.forEach((name, values) -> {
            SequencedMap<String, Value> held = new LinkedHashMap<>();
            values.forEach((when, each) -> {
                if (!each.isEmpty()) {
                    held.put(when, each.size() == 1 ? each.getFirst() : new Value.Items(each));
                }
            });
            members.put(name, new Value.Members(held));
        });
        return new Value.Members(members);
    }

    private static Collection<Value> each(@Nullable Value several) {
        return switch (several) {
            case Value.Items(List<Value> items) -> items;
            case Value.Members members -> members.members().values();
            case Value.Scalar _ -> List.of();
            case null -> List.of();
        };
    }

    private static @Nullable Value member(Value object, List<String> names) {
        if (object instanceof Value.Members members) {
            for (String name : names) {
                Value found = members.members().get(name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
