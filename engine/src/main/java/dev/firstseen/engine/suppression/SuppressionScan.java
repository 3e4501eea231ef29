package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.AlertSuppression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Suppression over a finite run of alerts, one after another, in order of their time, then event id and alert id. What is
 * remembered is a group, not its alerts. Alerts of rules that suppress nothing are all shown. Not safe for use by several
 * threads.
 */
public final class SuppressionScan {
    private final Groups groups;
    private final EventTime time;
    private final Map<Key, OpenGroup> memory = new HashMap<>();
    /** The last state of each group, by the id of the alert shown. */
    private final Map<String, SuppressedGroup> shown = new HashMap<>();

    /** Whose memory an alert touches. */
    private record Key(String rule, String tenant, List<SuppressedGroup.Term> terms) {}

    /**
     * @param fields the types of the fields
     * @param time which of an event's times counts
     */
    public SuppressionScan(Fields fields, EventTime time) {
        this.groups = new Groups(fields);
        this.time = time;
    }

    /** Takes the next alert; gives the id of the one it is counted on, none where it is shown. */
    public Optional<String> next(Alert alert) {
        Optional<AlertSuppression> suppression = alert.rule().suppression();
        Optional<List<SuppressedGroup.Term>> terms = groups.of(alert);
        if (suppression.isEmpty() || terms.isEmpty()) {
            return Optional.empty();
        }
        Key key = new Key(alert.rule().id(), alert.event().tenant(), terms.get());
        var step = new Suppression(suppression.get())
                .step(memory.get(key), new Candidate(alert.id(), terms.get(), time.of(alert.event())));
        memory.put(key, step.memory());
        shown.put(step.memory().shown(), step.memory().group());
        return step.reports().isEmpty() ? Optional.of(step.memory().shown()) : Optional.empty();
    }

    /** A shown alert with what was counted on it so far. */
    public Alert told(Alert alert) {
        SuppressedGroup group = shown.get(alert.id());
        return group == null ? alert : alert.with(group);
    }
}
