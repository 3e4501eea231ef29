package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.SequencedMap;

/**
 * A place in the ECS view where members of the raw record stay that no mapping moves.
 *
 * @param <R> the kind of raw record
 */
public interface Kept<R> {

    /** The way to what stays under a name, and there at the end of a path. */
    FieldReader<R> reader(String name, List<String> below);

    /** Adds what stays, in order, but under no name that is there already. */
    void addTo(R record, SequencedMap<String, Value> members);

    /** Which texts below a name stand in the raw record as they are. */
    AsWritten asWritten(String name, List<String> below);

    /** Where what is found below a name comes from in the raw record, for people. */
    String source(String name, List<String> below);
}
