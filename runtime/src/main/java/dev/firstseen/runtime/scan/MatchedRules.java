package dev.firstseen.runtime.scan;

import dev.firstseen.engine.event.FieldPath;
import java.util.List;

/**
 * The rules that an event matched, shared by all events that matched the same.
 *
 * @param places of the rules in the plan, in ascending order
 * @param fields what these rules read of every event when they decide
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and there may be a million of them.
record MatchedRules(int[] places, List<FieldPath> fields) {

    MatchedRules {
        fields = List.copyOf(fields);
    }
}
