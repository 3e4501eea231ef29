package dev.firstseen.engine.detection;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.NewTermsScan;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.engine.threshold.ThresholdScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs one rule over a finite set of events, given in any order. An event given again, with the same id and time, is left
 * out and counted, so repeated input never changes the alerts. Where records share an id but not their content, the
 * caller must have chosen one of them, by a choice that does not depend on order: only it knows their bytes.
 *
 * <p>Holds nothing between two calls; safe for use by many threads.
 */
public final class Detector {
    private final CompiledRule rule;
    private final Fields fields;
    private final Scope scope;

    public Detector(CompiledRule rule, Fields fields, Scope scope) {
        this.rule = rule;
        this.fields = fields;
        this.scope = scope;
    }

    /**
     * Finds what there is to find.
     *
     * @param events the events that can concern the rule; those its filter does not match are passed over
     * @param coverage what was observed of all logs, whether it matched or not, by the same time as the scope's
     */
    public Detected detect(Collection<? extends Event> events, Coverage coverage) {
        List<Timed> matched = new ArrayList<>();
        for (Event event : events) {
            if (rule.filter().test(event)) {
                matched.add(new Timed(event, scope.time().of(event)));
            }
        }
        List<Timed> distinct = inOrderOnce(matched);
        int repeated = matched.size() - distinct.size();
        return switch (rule.rule().detection()) {
            case Detection.Query query -> matches(distinct, repeated);
            case Detection.NewTerms newTerms -> firstSeen(newTerms, distinct, repeated, coverage);
            case Detection.Threshold threshold -> crossings(threshold, distinct, repeated);
        };
    }

    private static List<Timed> inOrderOnce(List<Timed> matched) {
        matched.sort(Timed.ORDER);
        List<Timed> distinct = new ArrayList<>(matched.size());
        for (Timed timed : matched) {
            if (distinct.isEmpty() || !timed.repeats(distinct.getLast())) {
                distinct.add(timed);
            }
        }
        return distinct;
    }

    private Detected matches(List<Timed> events, int repeated) {
        List<Alert> alerts = new ArrayList<>();
        for (Timed timed : events) {
            if (scope.reports(timed.time())) {
                Event event = timed.event();
                alerts.add(new Alert.Match(AlertId.of(rule.rule(), event), rule.rule(), event));
            }
        }
        return new Detected(alerts, new Detected.Tally(events.size(), repeated, 0, 0, 0));
    }

    private Detected crossings(Detection.Threshold threshold, List<Timed> events, int repeated) {
        ThresholdScan scan = new ThresholdScan(threshold, fields);
        List<Alert> alerts = new ArrayList<>();
        for (Timed timed : events) {
            List<Crossing> crossings = scan.next(timed.event(), timed.time());
            if (scope.reports(timed.time())) {
                crossings.forEach(crossing -> alerts.add(alert(threshold, crossing)));
            }
        }
        return new Detected(
                alerts,
                new Detected.Tally(events.size(), repeated, scan.withoutKey(), scan.unusable(), scan.leftOut()));
    }

    private Alert alert(Detection.Threshold threshold, Crossing crossing) {
        Event event = crossing.occurrence().event();
        List<Value.Scalar> key = crossing.occurrence().key();
        return new Alert.Threshold(
                AlertId.of(rule.rule(), event, key),
                rule.rule(),
                event,
                key,
                crossing.count(),
                threshold.cardinality().isPresent() ? OptionalLong.of(crossing.different()) : OptionalLong.empty(),
                crossing.first(),
                crossing.last());
    }

    private Detected firstSeen(Detection.NewTerms newTerms, List<Timed> events, int repeated, Coverage coverage) {
        Duration window = scope.historyWindow().orElse(newTerms.historyWindow());
        NewTermsScan scan = new NewTermsScan(newTerms.fields(), fields, window, coverage);
        List<Alert> alerts = new ArrayList<>();
        for (Timed timed : events) {
            Event event = timed.event();
            List<NewTermsScan.FirstSeen> found = scan.next(event, timed.time());
            if (scope.reports(timed.time())) {
                for (NewTermsScan.FirstSeen first : found) {
                    List<Value.Scalar> term = first.term().values();
                    String id = AlertId.of(rule.rule(), event, term);
                    alerts.add(new Alert.FirstSeen(id, rule.rule(), event, term, first.history()));
                }
            }
        }
        return new Detected(
                alerts,
                new Detected.Tally(events.size(), repeated, scan.withoutTerm(), scan.unusable(), scan.leftOut()));
    }
}
