package dev.firstseen.runtime.scan;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Detected;
import dev.firstseen.engine.detection.Detector;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.index.EveryRule;
import dev.firstseen.engine.index.RuleIndex;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.runtime.sweep.Sweep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules over exports. All is read once; only the events that match a rule are kept, and then each rule decides on them
 * in the order of time.
 */
public final class Scan {

    private static final long SECONDS_OF_HOUR = 3600;

    private final ScanPlan plan;
    private final Contents contents;
    private final Prefilter prefilter;
    private final @Nullable RuleIndex index;
    private final SeenIds ids = new SeenIds();

    private Scan(ScanPlan plan, Contents contents) {
        this.plan = plan;
        this.contents = contents;
        this.prefilter = plan.prefilter()
                ? Prefilter.of(plan.rules().stream()
                        .map(rule -> RequiredLiterals.of(rule.rule().detection().query(), MicrosoftFields.INSTANCE))
                        .toList())
                : Prefilter.NONE;
        this.index = plan.prefilter() ? RuleIndex.of(plan.rules(), MicrosoftFields.INSTANCE) : null;
    }

    /** Reads everything and runs the rules. */
    public static ScanResult run(ScanPlan plan, Contents contents) {
        return new Scan(plan, contents).run();
    }

    private ScanResult run() {
        Sweep.Swept<Reading> swept =
                Sweep.over(contents, plan.settings(), prefilter, plan.audit(), plan.workers(), Reading::new);
        List<Reading> readings = swept.sinks();
        Coverage coverage = new Coverage();
        List<KeptEvent> matching = new ArrayList<>();
        long repeated = 0;
        for (Reading reading : readings) {
            coverage.merge(reading.coverage);
            reading.kept.seal();
            matching.addAll(reading.kept.events());
            repeated += reading.repeated;
        }
        DistinctEvents distinct = DistinctEvents.of(matching, plan.rules().size());

        List<Alert> alerts = new ArrayList<>();
        SequencedMap<Rule, Detected.Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < plan.rules().size(); i++) {
            Rule rule = plan.rules().get(i).rule();
            // What is kept for a rule has matched it; asking again would read every record again.
            CompiledRule matched = new CompiledRule(rule, event -> true);
            Detected detected = new Detector(matched, MicrosoftFields.INSTANCE, plan.scope())
                    .detect(distinct.byRule().get(i), coverage);
            alerts.addAll(detected.alerts());
            tallies.put(rule, detected.tally());
        }
        alerts.sort(
                Comparator.comparingLong((Alert alert) -> plan.scope().time().of(alert.event()))
                        .thenComparing(alert -> alert.rule().name())
                        .thenComparing(alert -> alert.event().id())
                        .thenComparing(Alert::id));
        return new ScanResult(
                alerts,
                tallies,
                swept.reports(),
                contents.refusals(),
                coverage,
                matching.size(),
                distinct.duplicates(),
                distinct.differing(),
                plan.audit() ? OptionalLong.of(repeated) : OptionalLong.empty(),
                ids.isFull(),
                readings.stream().map(reading -> reading.kept).toList());
    }

    /** What one thread reads. */
    private final class Reading implements RecordSink {
        private final KeptEvents kept = new KeptEvents(plan);
        private final RuleMatcher matcher = index == null ? new EveryRule(plan.rules()) : index.matcher();
        private final Coverage coverage = new Coverage();
        private long repeated;

        private String dataset = "";
        private String tenant = "";
        private long lastHour = -1;

        @Override
        @SuppressWarnings(
                "ReferenceEquality") // The reader gives the same texts as long as log and tenant are the same.
        public void seen(String newDataset, String newTenant, long second) {
            long hour = second / SECONDS_OF_HOUR;
            if (newTenant == tenant && newDataset == dataset && hour == lastHour) {
                return;
            }
            dataset = newDataset;
            tenant = newTenant;
            lastHour = hour;
            coverage.add(newTenant, newDataset, 1000 * second);
        }

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            Event enriched = plan.enrichment().apply(event);
            int[] rules = matcher.match(enriched);
            if (rules.length > 0) {
                kept.add(enriched, rules, reader, bytes);
            }
        }

        @Override
        public void checked(String ofDataset, String ofTenant, String id) {
            if (!ids.add(ofDataset, ofTenant, id)) {
                repeated++;
            }
        }
    }
}
