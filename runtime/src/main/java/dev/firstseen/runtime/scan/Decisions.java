package dev.firstseen.runtime.scan;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.detection.RuleScan;
import dev.firstseen.engine.detection.Tally;
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
    private final Predicate<? super Alert> keeps;
    private final List<Raised> raised = new ArrayList<>();

    /** An alert and its event's time that counts. */
    private record Raised(Alert alert, long time) {}

    /** @param keeps which alerts are kept */
    Decisions(ScanPlan plan, Coverage coverage, Predicate<? super Alert> keeps) {
        this.plan = plan;
        this.keeps = keeps;
        plan.rules()
                .forEach(
                        rule -> scans.add(new RuleScan(rule.rule(), MicrosoftFields.INSTANCE, plan.scope(), coverage)));
    }

    /** The order of deciding. */
    Comparator<KeptEvent> order() {
        return Comparator.comparingLong(KeptEvent::counted)
                .thenComparing(KeptEvent::id)
                .thenComparing(KeptEvent::tenant)
                .thenComparing(KeptEvent::dataset);
    }

    /** Decides on the next event. */
    void next(KeptEvent event) {
        List<Alert> found = new ArrayList<>();
        for (int rule : event.rules().places()) {
            found.addAll(scans.get(rule).next(event, event.counted()));
        }
        found.sort(Comparator.comparing(Alert::id));
        found.stream().filter(keeps).forEach(alert -> raised.add(new Raised(alert, event.counted())));
    }

    /** What was kept so far, by time, then rule and event. */
    List<Alert> alerts() {
        return raised.stream()
                .sorted(Comparator.comparingLong(Raised::time)
                        .thenComparing(each -> each.alert().rule().name())
                        .thenComparing(each -> each.alert().event().id())
                        .thenComparing(each -> each.alert().id()))
                .map(Raised::alert)
                .toList();
    }

    /** How it went, for each rule. */
    SequencedMap<Rule, Tally> tallies() {
        SequencedMap<Rule, Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < scans.size(); i++) {
            // Each id was chosen once for a rule, so nothing was repeated.
            tallies.put(plan.rules().get(i).rule(), scans.get(i).tally(0));
        }
        return tallies;
    }
}
