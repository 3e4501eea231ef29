package dev.firstseen.engine.check;

import dev.firstseen.engine.presence.Presence;
import java.util.List;

/**
 * A rule in view of one dataset.
 *
 * @param records how many records of the dataset there were
 * @param matches how many of them the rule's query matches
 * @param lacking the fields whose want keeps the rule from ever alerting on this dataset; empty where nothing does
 * @param alternatives whether some of the lacking fields would do; otherwise each one is needed
 */
public record Sighting(String dataset, long records, long matches, List<Lack> lacking, boolean alternatives) {
    public Sighting {
        lacking = List.copyOf(lacking);
    }

    /** A field that never occurs, or only with values that say nothing. */
    public record Lack(String field, Presence presence) {}
}
