package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.AlertSuppression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Suppression over a finite set of alerts, given in any order: it goes by their time, then by event id and alert id.
 * Alerts of rules that suppress nothing are all shown.
 */
public final class SuppressionScan {
    private final Groups groups;
    private final EventTime time;
    private final Map<Key, OpenGroup> memory = new HashMap<>();
    /** The last state of each group, by the id of the alert shown. */
    private final Map<String, SuppressedGroup> shown = new HashMap<>();

    private final Map<String, String> countedOn = new HashMap<>();

    /** Whose memory an alert touches. */
    private record Key(String rule, String tenant, List<SuppressedGroup.Term> terms) {}

    private SuppressionScan(Fields fields, EventTime time) {
        this.groups = new Groups(fields);
        this.time = time;
    }

    /**
     * Tells the alerts that are shown from those counted on them. No alert is lost.
     *
     * @param fields the types of the fields
     * @param time which of an event's times counts
     */
    public static Suppressed apply(Collection<? extends Alert> alerts, Fields fields, EventTime time) {
        SuppressionScan scan = new SuppressionScan(fields, time);
        alerts.stream()
                .sorted(Comparator.comparingLong((Alert alert) -> time.of(alert.event()))
                        .thenComparing(alert -> alert.event().id())
                        .thenComparing(Alert::id))
                .forEach(scan::next);
        return scan.told(alerts);
    }

    private void next(Alert alert) {
        Optional<AlertSuppression> suppression = alert.rule().suppression();
        Optional<List<SuppressedGroup.Term>> terms = groups.of(alert);
        if (suppression.isEmpty() || terms.isEmpty()) {
            return;
        }
        Key key = new Key(alert.rule().id(), alert.event().tenant(), terms.get());
        var step = new Suppression(suppression.get())
                .step(memory.get(key), new Candidate(alert.id(), terms.get(), time.of(alert.event())));
        memory.put(key, step.memory());
        shown.put(step.memory().shown(), step.memory().group());
        if (step.reports().isEmpty()) {
            countedOn.put(alert.id(), step.memory().shown());
        }
    }

    private Suppressed told(Collection<? extends Alert> alerts) {
        List<Alert> standing = new ArrayList<>();
        List<Suppressed.Counted> counted = new ArrayList<>();
        for (Alert alert : alerts) {
            String on = countedOn.get(alert.id());
            SuppressedGroup group = shown.get(alert.id());
            if (on != null) {
                counted.add(new Suppressed.Counted(alert, on));
            } else {
                standing.add(group == null ? alert : alert.with(group));
            }
        }
        return new Suppressed(standing, counted);
    }
}
