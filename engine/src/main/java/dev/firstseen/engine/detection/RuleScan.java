package dev.firstseen.engine.detection;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.NewTermsScan;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.engine.threshold.ThresholdScan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One rule over a finite run of events, one after another. The events are those that match the rule, in order of (time,
 * event id), each once. What is remembered is what the rule type needs, never the events. Not safe for use by several
 * threads.
 */
public final class RuleScan {
    private final Rule rule;
    private final Scope scope;
    private final Deciding deciding;
    private long matched;

    /** How one rule type goes on with the next event. */
    private sealed interface Deciding {
        /** @param reports whether alerts are asked for; else the event is only remembered */
        List<Alert> next(Rule rule, Event event, long time, boolean reports);

        Tally tally(long matched, long repeated);
    }

    /**
     * @param fields the types of the fields
     * @param coverage what was observed of all logs, whether it matched or not, by the same time as the scope's
     */
    public RuleScan(Rule rule, Fields fields, Scope scope, Coverage coverage) {
        this.rule = rule;
        this.scope = scope;
        this.deciding = switch (rule.detection()) {
            case Detection.Query query -> Matches.INSTANCE;
            case Detection.NewTerms newTerms ->
                new FirstSeen(new NewTermsScan(
                        newTerms.fields(), fields, scope.historyWindow().orElse(newTerms.historyWindow()), coverage));
            case Detection.Threshold threshold ->
                new Crossings(
                        new ThresholdScan(threshold, fields),
                        threshold.cardinality().isPresent());
        };
    }

    /**
     * Takes the next event; gives the alerts that come with it.
     *
     * @param time the time that counts, in milliseconds since 1970
     */
    public List<Alert> next(Event event, long time) {
        matched++;
        return deciding.next(rule, event, time, scope.reports(time));
    }

    /**
     * How it went so far.
     *
     * @param repeated how many events were there before, and were left out by the caller
     */
    public Tally tally(long repeated) {
        return deciding.tally(matched, repeated);
    }

    private enum Matches implements Deciding {
        INSTANCE;

        @Override
        public List<Alert> next(Rule rule, Event event, long time, boolean reports) {
            return reports ? List.of(new Alert.Match(AlertId.of(rule, event), rule, event)) : List.of();
        }

        @Override
        public Tally tally(long matched, long repeated) {
            return new Tally(matched, repeated, 0, 0, 0);
        }
    }

    private record FirstSeen(NewTermsScan scan) implements Deciding {
        @Override
        public List<Alert> next(Rule rule, Event event, long time, boolean reports) {
            List<NewTermsScan.FirstSeen> found = scan.next(event, time);
            if (!reports) {
                return List.of();
            }
            List<Alert> alerts = new ArrayList<>();
            for (NewTermsScan.FirstSeen first : found) {
                List<Value.Scalar> term = first.term().values();
                alerts.add(new Alert.FirstSeen(AlertId.of(rule, event, term), rule, event, term, first.history()));
            }
            return alerts;
        }

        @Override
        public Tally tally(long matched, long repeated) {
            return new Tally(matched, repeated, scan.withoutTerm(), scan.unusable(), scan.leftOut());
        }
    }

    private record Crossings(ThresholdScan scan, boolean tellsDifferent) implements Deciding {
        @Override
        public List<Alert> next(Rule rule, Event event, long time, boolean reports) {
            List<Crossing> crossings = scan.next(event, time);
            if (!reports) {
                return List.of();
            }
            List<Alert> alerts = new ArrayList<>();
            for (Crossing crossing : crossings) {
                List<Value.Scalar> key = crossing.occurrence().key();
                alerts.add(new Alert.Threshold(
                        AlertId.of(rule, event, key),
                        rule,
                        event,
                        key,
                        crossing.count(),
                        tellsDifferent ? OptionalLong.of(crossing.different()) : OptionalLong.empty(),
                        crossing.first(),
                        crossing.last()));
            }
            return alerts;
        }

        @Override
        public Tally tally(long matched, long repeated) {
            return new Tally(matched, repeated, scan.withoutKey(), scan.unusable(), scan.leftOut());
        }
    }
}
