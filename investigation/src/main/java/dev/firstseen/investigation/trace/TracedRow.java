package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.Optional;

/**
 * An event's values of the traced fields.
 *
 * @param values of each column, in their order
 * @param likeness what it has in common with the others of its strand
 * @param hash of the likeness
 */
record TracedRow(TracedColumns columns, List<List<Value>> values, List<String> likeness, long hash) {

    /** The values of a field; empty where it is not traced. */
    Optional<List<Value>> values(FieldPath field) {
        return columns.place(field).map(values::get);
    }
}
