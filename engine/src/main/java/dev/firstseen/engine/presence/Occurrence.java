package dev.firstseen.engine.presence;

import dev.firstseen.engine.kql.Glob;
import java.util.Optional;

/** What is known of the fields of some events. */
@FunctionalInterface
public interface Occurrence {

    /** How a field occurs; for a pattern, all fields with such names taken as one. */
    Presence of(Glob name);

    /** Whether texts are compared with a field as they are, and not as words, numbers or the like. */
    default boolean isKeyword(Glob name) {
        return true;
    }

    /** The one value that the field has in all of the events, where there is such. */
    default Optional<String> constant(String name) {
        return Optional.empty();
    }
}
