package dev.firstseen.runtime.scan;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.detection.Detected;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.detection.RuleScan;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** All rules side by side over the events that matched them, in order of time. */
final class Decisions {
    private final List<RuleScan> scans = new ArrayList<>();
    private final ScanPlan plan;
    private final EventTime time;
    private final Predicate<? super Alert> keeps;
    private final List<Alert> alerts = new ArrayList<>();

    /** @param keeps which alerts are kept */
    Decisions(ScanPlan plan, Coverage coverage, Predicate<? super Alert> keeps) {
        this.plan = plan;
        this.time = plan.scope().time();
        this.keeps = keeps;
        plan.rules()
                .forEach(
                        rule -> scans.add(new RuleScan(rule.rule(), MicrosoftFields.INSTANCE, plan.scope(), coverage)));
    }

    /** The order of deciding. */
    Comparator<KeptEvent> order() {
        return Comparator.comparingLong((KeptEvent event) -> time.of(event))
                .thenComparing(KeptEvent::id)
                .thenComparing(KeptEvent::tenant)
                .thenComparing(KeptEvent::dataset);
    }

    /** Decides on the next event. */
    void next(KeptEvent event) {
        long when = time.of(event);
        List<Alert> raised = new ArrayList<>();
        for (int rule : event.rules().places()) {
            raised.addAll(scans.get(rule).next(event, when));
        }
        raised.sort(Comparator.comparing(Alert::id));
        raised.stream().filter(keeps).forEach(alerts::add);
    }

    /** What was kept so far, by time, then rule and event. */
    List<Alert> alerts() {
        return alerts.stream()
                .sorted(Comparator.comparingLong((Alert alert) -> time.of(alert.event()))
                        .thenComparing(alert -> alert.rule().name())
                        .thenComparing(alert -> alert.event().id())
                        .thenComparing(Alert::id))
                .toList();
    }

    /** How it went, for each rule. */
    SequencedMap<Rule, Detected.Tally> tallies() {
        SequencedMap<Rule, Detected.Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < scans.size(); i++) {
            // Each id was chosen once for a rule, so nothing was repeated.
            tallies.put(plan.rules().get(i).rule(), scans.get(i).tally(0));
        }
        return tallies;
    }
}
