package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The mapped fields as a tree of segments: to find the one that a path leads to or through, and to build all of them.
 *
 * @param children the next segments
 * @param rows the mappings of the field that ends here; empty where none does
 */
record FieldIndex(SequencedMap<String, FieldIndex> children, List<Mapping> rows) {
    static final FieldIndex MAPPED = build();

    private static FieldIndex build() {
        FieldIndex root = new FieldIndex(new LinkedHashMap<>(), List.of());
        AuditMappings.byField().forEach((field, rows) -> root.add(field, 0, rows));
        return root;
    }

    private void add(FieldPath field, int depth, List<Mapping> mappings) {
        String segment = field.segments().get(depth);
        if (depth == field.segments().size() - 1) {
            children.put(segment, new FieldIndex(new LinkedHashMap<>(), mappings));
        } else {
            children.computeIfAbsent(segment, name -> new FieldIndex(new LinkedHashMap<>(), List.of()))
                    .add(field, depth + 1, mappings);
        }
    }

    /** The members that a record has of the fields below here. */
    SequencedMap<String, Value> build(AuditRecord record) {
        SequencedMap<String, Value> members = LinkedHashMap.newLinkedHashMap(children.size());
        children.forEach((segment, child) -> {
            if (!child.rows.isEmpty()) {
                Value value = AuditMappings.value(child.rows, record);
                if (value != null) {
                    members.put(segment, value);
                }
            } else {
                SequencedMap<String, Value> inner = child.build(record);
                if (!inner.isEmpty()) {
                    members.put(segment, new Value.Members(inner));
                }
            }
        });
        return members;
    }

    @Nullable
    FieldIndex child(String segment) {
        return children.get(segment);
    }
}
