package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to the values of one field in any record, found once. Safe for use by many threads.
 *
 * @param <R> the kind of raw record
 */
@FunctionalInterface
public interface FieldReader<R> {

    List<Value> read(R record);

    /** What a document holds at a path below a value; nothing where there is no value. */
    static List<Value> below(@Nullable Value value, List<String> path) {
        if (value == null) {
            return List.of();
        }
        return path.isEmpty() && value instanceof Value.Scalar ? List.of(value) : Document.values(value, path);
    }
}
