package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.Value;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the ECS view where members of the raw record stay that no mapping moves.
 *
 * @param <R> the kind of raw record
 */
public interface Kept<R> {

    /** The names that may be there, as the view writes them, in order. */
    Collection<String> names(R record);

    /** What stays under a name; null where nothing does. */
    @Nullable
    Value get(R record, String name);

    /** Which texts below a name stand in the raw record as they are. */
    AsWritten asWritten(String name, List<String> below);

    /** Where what is found below a name comes from in the raw record, for people. */
    String source(String name, List<String> below);
}
