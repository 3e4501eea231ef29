package dev.firstseen.flink.alert;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import java.util.List;
import java.util.OptionalLong;

/** What a fold reports. */
public sealed interface Found {

    /** The event matched. */
    record Matched() implements Found {}

    /** The term was first seen; how far that can be told is added later. */
    record FirstSeen(List<Value.Scalar> term, History history) implements Found {
        public FirstSeen {
            term = List.copyOf(term);
        }
    }

    /** There were enough; see {@link dev.firstseen.engine.alert.Alert.Threshold}. */
    record Crossed(long count, OptionalLong cardinality, long first, long last) implements Found {}
}
