package dev.firstseen.flink.match;

import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.Optional;

/**
 * What an event brings to one key.
 *
 * @param key of a {@code new_terms} rule the value of its first field, of a {@code threshold} rule one of each of its
 *     fields; empty for other rules
 * @param values of a {@code new_terms} rule the terms that begin with the key, of a {@code threshold} rule the values that
 *     are counted
 * @param group which group an alert of it belongs to; empty where it is always shown
 */
public record Brought(List<Value.Scalar> key, List<List<Value.Scalar>> values, Optional<Group> group) {
    public Brought {
        key = List.copyOf(key);
        values = List.copyOf(values);
    }

    /** All that an alert needs of it. */
    public Brought withoutValues() {
        return new Brought(key, List.of(), group);
    }
}
