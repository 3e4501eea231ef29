package dev.firstseen.engine.filter;

import dev.firstseen.engine.diagnostic.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first thing met that is not understood yet. */
final class Awaiting {
    private Filters.@Nullable Awaited first;

    void add(String construct, Place place) {
        if (first == null) {
            first = new Filters.Awaited(construct, place);
        }
    }

    Optional<Filters.Awaited> first() {
        return Optional.ofNullable(first);
    }
}
