package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import java.util.List;

/**
 * Events that are alike in every field that a playbook asks for: told once, and counted. Ten million calls of one kind
 * are one strand.
 *
 * @param like one of them, which stands for all: its time and id are the first one's
 * @param times when they happened
 * @param examples the first of them in order of (time, id), whole, for evidence
 */
public record Strand(Event like, Times times, List<Event> examples) {

    /** So many events are counted one by one; of more, counts are estimates, off by about one in a hundred. */
    public static final int COUNTED = Occurrences.MOST;

    public Strand {
        examples = List.copyOf(examples);
    }
}
