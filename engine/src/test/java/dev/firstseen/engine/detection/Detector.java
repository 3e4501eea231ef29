package dev.firstseen.engine.detection;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs one rule over a few events, given in any order. Of events with one id the earliest counts, as long as they are of
 * one log: a scan tells them apart by the same, and chooses by their bytes.
 */
final class Detector {
    private final CompiledRule rule;
    private final Fields fields;
    private final Scope scope;

    Detector(CompiledRule rule, Fields fields, Scope scope) {
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
    Detected detect(Collection<? extends Event> events, Coverage coverage) {
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
        Set<List<String>> met = new HashSet<>();
        return matched.stream().filter(timed -> met.add(timed.identity())).toList();
    }
}
