package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether any field whose dotted name matches a pattern holds a value that passes, tested by that field's type. A star
 * spans dots, and with them the numbers that stand for places in a list. Only what lies below the pattern's fixed
 * beginning is read.
 */
final class NamedFields implements Predicate {
    private final Glob name;
    /** What the whole segments before the first star name; empty where the star is in the first. */
    private final Optional<FieldPath> object;

    private final String scope;
    private final Fields fields;
    private final Map<FieldType, ValueTest> byType;

    NamedFields(Glob name, String scope, Fields fields, Map<FieldType, ValueTest> byType) {
        this.name = name;
        this.scope = scope;
        this.fields = fields;
        this.byType = new EnumMap<>(byType);
        String head = name.pieces().getFirst();
        int dot = head.lastIndexOf('.');
        this.object = dot < 1 ? Optional.empty() : Optional.of(FieldPath.of(head.substring(0, dot)));
    }

    @Override
    public boolean test(Event event) {
        if (object.isEmpty()) {
            return below(event.document().root(), "");
        }
        for (Value value : event.values(object.get())) {
            if (value instanceof Value.Members && below(value, object.get().name())) {
                return true;
            }
        }
        return false;
    }

    private boolean below(Value value, String path) {
        return switch (value) {
            case Value.Items(List<Value> items) -> {
                for (Value item : items) {
                    if (below(item, path)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Value.Members members -> {
                if (!path.isEmpty()
                        && name.matches(path)
                        && type(path) == FieldType.FLATTENED
                        && passes(members, path)) {
                    yield true;
                }
                for (Map.Entry<String, Value> member : members.members().entrySet()) {
                    String inner = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    if (below(member.getValue(), inner)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Value.Scalar scalar -> passes(scalar, path);
        };
    }

    private boolean passes(Value value, String path) {
        if (!name.matches(path)) {
            return false;
        }
        ValueTest test = byType.get(type(path));
        return test != null && test.test(value);
    }

    private FieldType type(String path) {
        return fields.typeOf(scope + path).orElse(FieldType.KEYWORD);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedFields named
                && named.name.equals(name)
                && named.scope.equals(scope)
                && named.fields.equals(fields)
                && named.byType.equals(byType);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, scope, byType);
    }
}
