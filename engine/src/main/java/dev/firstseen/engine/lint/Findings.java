package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found in one file, up to a bound. */
final class Findings {
    private static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();

    void add(Lint lint, Place place, String message) {
        if (found.size() < MOST) {
            found.add(new Finding(lint, place, message));
        }
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
