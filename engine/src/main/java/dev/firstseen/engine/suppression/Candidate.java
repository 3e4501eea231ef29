package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.SuppressedGroup;
import java.util.List;

/**
 * An alert that opens a group or joins one.
 *
 * @param alert its id
 * @param terms what the group agrees in
 * @param time the time that counts, in milliseconds since 1970; not in every run the event's own
 */
public record Candidate(String alert, List<SuppressedGroup.Term> terms, long time) {
    public Candidate {
        terms = List.copyOf(terms);
    }
}
