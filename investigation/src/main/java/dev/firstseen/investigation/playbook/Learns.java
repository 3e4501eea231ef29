package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a step finds out for later steps and remedies. What several learn under one name stands for all of it.
 *
 * @param byName names, each with the places whose values it stands for
 */
public record Learns(SequencedMap<String, List<Source>> byName) {
    /** Nothing. */
    public static final Learns NOTHING = new Learns(new LinkedHashMap<>());

    /** What stands in the place of a measure's name for the alert's own event. */
    public static final String ALERT = "alert";

    public Learns {
        SequencedMap<String, List<Source>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<Source>> each : byName.entrySet()) {
            copy.put(each.getKey(), List.copyOf(each.getValue()));
        }
        byName = Collections.unmodifiableSequencedMap(copy);
    }

    /**
     * Where a learned value comes from.
     *
     * @param measure of the same step, or {@link #ALERT}
     * @param field by which the measure groups, or of the alert's event
     */
    public record Source(String measure, FieldPath field) {

        /** Whether it is a field of the alert's event. */
        public boolean isOfAlert() {
            return measure.equals(ALERT);
        }
    }
}
