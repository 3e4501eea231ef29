package dev.firstseen.flink.alert;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.export.RecordReader;
import java.util.function.UnaryOperator;
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

    /**
     * The whole alert, with its rule and the event that its record tells.
     *
     * @throws Rejected where this build refuses the record, which an earlier one has read
     */
    Alert alert(Rule rule, UnaryOperator<Event> enrichment) throws Rejected {
        Event event = enrichment.apply(
                RecordReader.ofKind(match.kind(), AuditSettings.NONE).read(match.record()));
        Alert alert = switch (found) {
            case Found.Matched matched -> new Alert.Match(id(), rule, event);
            case Found.FirstSeen seen -> new Alert.FirstSeen(id(), rule, event, seen.term(), seen.history());
            case Found.Crossed crossed ->
                new Alert.Threshold(
                        id(),
                        rule,
                        event,
                        match.brought().getFirst().key(),
                        crossed.count(),
                        crossed.cardinality(),
                        crossed.first(),
                        crossed.last());
        };
        return suppressed.isPresent() ? alert.with(suppressed.get()) : alert;
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
