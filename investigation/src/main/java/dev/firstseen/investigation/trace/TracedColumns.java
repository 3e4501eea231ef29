package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of events by which they are alike or not, each once. */
final class TracedColumns {
    private final List<FieldPath> fields;
    private final HashKey key;
    private final Map<FieldPath, Integer> places = new HashMap<>();

    /** @param key by which likenesses are hashed */
    TracedColumns(List<FieldPath> fields, HashKey key) {
        this.fields = fields;
        this.key = key;
        for (int i = 0; i < fields.size(); i++) {
            places.put(fields.get(i), i);
        }
    }

    Optional<Integer> place(FieldPath field) {
        return Optional.ofNullable(places.get(field));
    }

    /** @param actors who acted, where that makes a difference */
    TracedRow read(Event event, Iterable<String> actors) {
        List<List<Value>> values = new ArrayList<>(fields.size());
        List<String> likeness = new ArrayList<>(2 * fields.size() + 1);
        likeness.add(event.dataset());
        actors.forEach(likeness::add);
        for (int i = 0; i < fields.size(); i++) {
            List<Value> found =
                    Tokens.areNeedless(fields.get(i), event) ? List.of() : List.copyOf(event.values(fields.get(i)));
            values.add(found);
            for (Value value : found) {
                if (value instanceof Value.Scalar scalar) {
                    likeness.add(i + ":" + Likeness.of(fields.get(i), scalar.text()));
                }
            }
        }
        return new TracedRow(this, values, likeness, key.hash(likeness));
    }
}
