package dev.firstseen.flink.match;

import dev.firstseen.engine.alert.SuppressedGroup;
import java.util.List;

/**
 * Alerts that are shown as one.
 *
 * @param duration for how long after the first, in milliseconds
 * @param terms what they agree in
 */
public record Group(long duration, List<SuppressedGroup.Term> terms) {
    public Group {
        terms = List.copyOf(terms);
    }
}
