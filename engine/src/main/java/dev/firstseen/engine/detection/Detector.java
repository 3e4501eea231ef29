package dev.firstseen.engine.detection;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
        RuleScan scan = new RuleScan(rule.rule(), fields, scope, coverage);
        List<Alert> alerts = new ArrayList<>();
        for (Timed timed : distinct) {
            alerts.addAll(scan.next(timed.event(), timed.time()));
        }
        return new Detected(alerts, scan.tally(matched.size() - distinct.size()));
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
}
