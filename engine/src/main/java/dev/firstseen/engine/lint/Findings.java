package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found in one file, up to a bound. */
final class Findings {
    private static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a library for one method.
    void add(Lint lint, Place place, String message, Object... arguments) {
        if (found.size() < MOST) {
            found.add(new Finding(lint, place, arguments.length == 0 ? message : message.formatted(arguments)));
        }
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
