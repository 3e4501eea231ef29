package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mapped fields as a tree of segments, to find the one that a path leads to or through.
 *
 * @param children the next segments
 * @param rows the mappings of the field that ends here; empty where none does
 */
record FieldIndex(Map<String, FieldIndex> children, List<Mapping> rows) {
    static final FieldIndex MAPPED = build();

    private static FieldIndex build() {
        FieldIndex root = new FieldIndex(new HashMap<>(), List.of());
        AuditMappings.byField().forEach((field, rows) -> root.add(field, 0, rows));
        return root;
    }

    private void add(FieldPath field, int depth, List<Mapping> mappings) {
        String segment = field.segments().get(depth);
        if (depth == field.segments().size() - 1) {
            children.put(segment, new FieldIndex(new HashMap<>(), mappings));
        } else {
            children.computeIfAbsent(segment, name -> new FieldIndex(new HashMap<>(), List.of()))
                    .add(field, depth + 1, mappings);
        }
    }

    @Nullable FieldIndex child(String segment) {
        return children.get(segment);
    }
}
