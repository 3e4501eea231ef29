package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.Detection;
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
    private final Fields fields;
    private final EventTime time;
    private final Map<Key, OpenGroup> memory = new HashMap<>();
    /** The last state of each group, by the id of the alert shown. */
    private final Map<String, SuppressedGroup> groups = new HashMap<>();

    private final Map<String, String> countedOn = new HashMap<>();

    /** Whose memory an alert touches. */
    private record Key(String rule, String tenant, List<SuppressedGroup.Term> terms) {}

    private SuppressionScan(Fields fields, EventTime time) {
        this.fields = fields;
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
        Optional<List<SuppressedGroup.Term>> terms = suppression.flatMap(rule -> terms(alert, rule));
        if (suppression.isEmpty() || terms.isEmpty()) {
            return;
        }
        Key key = new Key(alert.rule().id(), alert.event().tenant(), terms.get());
        var step = new Suppression(suppression.get())
                .step(memory.get(key), new Candidate(alert, terms.get(), time.of(alert.event())));
        memory.put(key, step.memory());
        groups.put(step.memory().shown(), step.memory().group());
        if (step.reports().isEmpty()) {
            countedOn.put(alert.id(), step.memory().shown());
        }
    }

    /** What the alert's group agrees in; empty where it belongs to none. */
    private Optional<List<SuppressedGroup.Term>> terms(Alert alert, AlertSuppression rule) {
        if (alert instanceof Alert.Threshold threshold
                && alert.rule().detection() instanceof Detection.Threshold detection) {
            List<SuppressedGroup.Term> terms = new ArrayList<>();
            for (int i = 0; i < detection.fields().size(); i++) {
                terms.add(new SuppressedGroup.Term(
                        detection.fields().get(i), List.of(threshold.key().get(i))));
            }
            return Optional.of(terms);
        }
        List<SuppressedGroup.Term> terms = new ArrayList<>();
        for (FieldPath field : rule.groupBy()) {
            List<Value.Scalar> values = values(alert.event(), field);
            if (values.isEmpty() && rule.missing() == AlertSuppression.MissingFields.DO_NOT_SUPPRESS) {
                return Optional.empty();
            }
            terms.add(new SuppressedGroup.Term(field, values));
        }
        return Optional.of(terms);
    }

    /** The different values of a field, sorted: an array in another order is the same. */
    private List<Value.Scalar> values(Event event, FieldPath field) {
        return new TermReader(List.of(field), fields)
                .read(event).terms().stream()
                        .map(term -> term.first())
                        .sorted(Comparator.comparing(Value.Scalar::text))
                        .toList();
    }

    private Suppressed told(Collection<? extends Alert> alerts) {
        List<Alert> shown = new ArrayList<>();
        List<Suppressed.Counted> counted = new ArrayList<>();
        for (Alert alert : alerts) {
            String on = countedOn.get(alert.id());
            SuppressedGroup group = groups.get(alert.id());
            if (on != null) {
                counted.add(new Suppressed.Counted(alert, on));
            } else {
                shown.add(group == null ? alert : alert.with(group));
            }
        }
        return new Suppressed(shown, counted);
    }
}
