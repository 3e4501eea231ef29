package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The fields of a view as a tree of segments: to find the one a path leads to or through, and to build all of them. */
final class FieldIndex<R> {
    private final SequencedMap<String, FieldIndex<R>> children = new LinkedHashMap<>();
    private List<Mapping<R>> rows = List.of();
    private @Nullable Kept<R> kept;

    void add(FieldPath field, List<Mapping<R>> mappings) {
        at(field).rows = mappings;
    }

    void add(FieldPath place, Kept<R> members) {
        at(place).kept = members;
    }

    private FieldIndex<R> at(FieldPath field) {
        FieldIndex<R> node = this;
        for (String segment : field.segments()) {
            node = node.children.computeIfAbsent(segment, name -> new FieldIndex<>());
        }
        return node;
    }

    /** The mappings of the field that ends here; empty where none does. */
    List<Mapping<R>> rows() {
        return rows;
    }

    /** What stays here besides; null where nothing does. */
    @Nullable
    Kept<R> kept() {
        return kept;
    }

    @Nullable
    FieldIndex<R> child(String segment) {
        return children.get(segment);
    }

    /** What the rows of the field that ends here make of a record; null where it has no such field. */
    @Nullable
    Value value(R record) {
        for (Mapping<R> row : rows) {
            if (row.appliesTo(record)) {
                Value value = row.value().apply(record);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    /** The members that a record has of the fields below here. */
    SequencedMap<String, Value> build(R record) {
        SequencedMap<String, Value> members = LinkedHashMap.newLinkedHashMap(children.size());
        children.forEach((segment, child) -> {
            Value value = child.rows.isEmpty() ? child.object(record) : child.value(record);
            if (value != null) {
                members.put(segment, value);
            }
        });
        Kept<R> here = kept;
        if (here != null) {
            here.addTo(record, members);
        }
        return members;
    }

    /** The object of the fields below here; null where a record has none of them. */
    @Nullable
    Value object(R record) {
        SequencedMap<String, Value> inner = build(record);
        return inner.isEmpty() ? null : new Value.Members(inner);
    }
}
