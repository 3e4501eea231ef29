package dev.firstseen.flink.alert;

import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.Value;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.order.Place;
import java.util.List;
import java.util.Optional;

/**
 * An alert on its way: all but the rule's own texts and the event's document, which are added where it is written.
 *
 * @param match the event with which it was raised, with what it brought to the one key
 * @param suppressed the alerts counted on it
 */
public record Finding(Match match, Found found, Optional<SuppressedGroup> suppressed) {

    public Finding(Match match, Found found) {
        this(match, found, Optional.empty());
    }

    /** The alert's id. */
    public String id() {
        List<Value.Scalar> reported = switch (found) {
            case Found.Matched matched -> List.of();
            case Found.FirstSeen seen -> seen.term();
            case Found.Crossed crossed -> match.brought().getFirst().key();
        };
        return AlertId.of(
                match.memory().rule(), match.head().tenant(), match.head().id(), reported);
    }

    /** Where it stands among alerts. */
    Place place() {
        return new Place(match.time(), match.head().id(), id());
    }

    Finding with(Found other) {
        return new Finding(match, other, suppressed);
    }

    Finding with(SuppressedGroup group) {
        return new Finding(match, found, Optional.of(group));
    }
}
