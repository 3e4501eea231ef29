package dev.firstseen.engine.threshold;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import java.util.List;

/**
 * An event counts for a key.
 *
 * @param key its value of each of the rule's fields, in their order
 * @param different its values of the field whose different values are counted; empty where the rule counts none
 * @param time the time that counts, in milliseconds since 1970; not in every run the event's own
 */
public record Occurrence(Event event, List<Value.Scalar> key, List<Value.Scalar> different, long time) {
    public Occurrence {
        key = List.copyOf(key);
        different = List.copyOf(different);
    }
}
