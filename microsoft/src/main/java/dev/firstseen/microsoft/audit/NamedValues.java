package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Lists of Name and Value pairs, made into maps: a query asks for a property by its name. */
final class NamedValues {
    private static final String USER_AGENT = "UserAgent";

    private NamedValues() {}

    /**
     * A list of Name and Value pairs as a map; of equal names the last counts. Bare text is kept under {@code _raw}.
     */
    static Value byName(Value value) {
        return byName(value, "");
    }

    /** As {@link #byName}, without the user agent, which has a field of its own. */
    static Value extendedProperties(Value value) {
        Value map = byName(value, USER_AGENT);
        if (value instanceof Value.Members && map instanceof Value.Members members) {
            SequencedMap<String, Value> rest = new LinkedHashMap<>(members.members());
            rest.remove(USER_AGENT);
            return new Value.Members(rest);
        }
        return map;
    }

    private static Value byName(Value value, String leftOut) {
        return switch (value) {
            case Value.Items items -> {
                SequencedMap<String, Value> map =
                        LinkedHashMap.newLinkedHashMap(items.items().size());
                for (Value item : items.items()) {
                    String name = name(item);
                    Value held = held(item);
                    if (name != null && held != null && !name.equals(leftOut)) {
                        map.put(name, held);
                    }
                }
                yield new Value.Members(map);
            }
            case Value.Text text -> raw(text);
            case Value.Whole whole -> whole;
            case Value.Decimal decimal -> decimal;
            case Value.Truth truth -> truth;
            case Value.Members members -> members;
        };
    }

    private static @Nullable String name(Value pair) {
        return pair instanceof Value.Members members
                ? AuditRecord.text(members.members().get("Name"))
                : null;
    }

    private static @Nullable Value held(Value pair) {
        return pair instanceof Value.Members members ? members.members().get("Value") : null;
    }

    static @Nullable Value userAgent(AuditRecord record) {
        return switch (record.get("ExtendedProperties")) {
            case Value.Items items -> {
                Value last = null;
                for (Value item : items.items()) {
                    if (USER_AGENT.equals(name(item)) && held(item) != null) {
                        last = held(item);
                    }
                }
                yield last;
            }
            case Value.Members members -> members.members().get(USER_AGENT);
            case Value.Scalar scalar -> null;
            case null -> null;
        };
    }

    /**
     * What was changed, by name, with its old and new value. A change that lacks either is dropped, as Elastic drops
     * it; a name alone is kept. Blanks and dots in a name become underscores.
     */
    static @Nullable Value modifiedProperties(Value value) {
        if (value instanceof Value.Text text) {
            return raw(text);
        }
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        SequencedMap<String, Value> map = new LinkedHashMap<>();
        for (Value item : items.items()) {
            if (item instanceof Value.Text name) {
                map.put(fieldName(name.text()), Value.Members.NONE);
            } else if (item instanceof Value.Members change
                    && change.members().get("Name") instanceof Value.Scalar name) {
                Value after = change.members().get("NewValue");
                Value before = change.members().get("OldValue");
                if (after != null && before != null) {
                    SequencedMap<String, Value> values = new LinkedHashMap<>();
                    values.put("NewValue", after);
                    values.put("OldValue", before);
                    map.put(fieldName(name.text()), new Value.Members(values));
                }
            }
        }
        return map.isEmpty() ? null : new Value.Members(map);
    }

    private static String fieldName(String name) {
        return name.replace(' ', '_').replace('.', '_');
    }

    private static Value raw(Value text) {
        SequencedMap<String, Value> map = new LinkedHashMap<>();
        map.put("_raw", text);
        return new Value.Members(map);
    }
}
