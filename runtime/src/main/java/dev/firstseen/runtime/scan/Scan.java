package dev.firstseen.runtime.scan;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.index.EveryRule;
import dev.firstseen.engine.index.RuleIndex;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.runtime.sweep.Sweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rules over exports. All is read once; only the events that match a rule are kept, and then the rules decide on them in
 * the order of time. The heap holds what the rules remember and the alerts that are kept, however many events match.
 */
public final class Scan {

    private static final long SECONDS_OF_HOUR = 3600;

    private final ScanPlan plan;
    private final Contents contents;
    private final Room room;
    private final Prefilter prefilter;
    private final @Nullable RuleIndex index;
    private final SeenIds ids = new SeenIds();
    private final List<KeptEvents> stores = new ArrayList<>();

    private Scan(ScanPlan plan, Contents contents, Room room) {
        this.room = room;
        this.plan = plan;
        this.contents = contents;
        // Coverage by the time of ingestion needs that time of every record, not only of those that may match.
        this.prefilter = plan.prefilter() && !countsIngestion(plan)
                ? Prefilter.of(plan.rules().stream()
                        .map(rule -> RequiredLiterals.of(rule.selection(), MicrosoftFields.INSTANCE))
                        .toList())
                : Prefilter.NONE;
        this.index = plan.prefilter() ? RuleIndex.of(plan.rules(), MicrosoftFields.INSTANCE) : null;
    }

    /** Reads everything and runs the rules; keeps all alerts. */
    public static ScanResult run(ScanPlan plan, Contents contents) {
        return run(plan, contents, alert -> true);
    }

    /**
     * Reads everything and runs the rules.
     *
     * @param keeps which alerts are kept; asked once about each, in the order of their time, then event and id
     */
    public static ScanResult run(ScanPlan plan, Contents contents, Predicate<? super Alert> keeps) {
        return run(plan, contents, keeps, Room.usual());
    }

    /** @param room what the matching events may fill */
    static ScanResult run(ScanPlan plan, Contents contents, Predicate<? super Alert> keeps, Room room) {
        return new Scan(plan, contents, room).run(keeps);
    }

    private static boolean countsIngestion(ScanPlan plan) {
        return plan.scope().time() == EventTime.INGESTED;
    }

    private ScanResult run(Predicate<? super Alert> keeps) {
        Sweep.Swept<Reading> swept =
                Sweep.over(contents, plan.settings(), prefilter, plan.audit(), plan.workers(), Reading::new);
        Coverage coverage = new Coverage();
        Coverage ingested = new Coverage();
        long repeated = 0;
        for (Reading reading : swept.sinks()) {
            coverage.merge(reading.coverage);
            ingested.merge(reading.ingested);
            repeated += reading.repeated;
        }
        Decisions decisions = new Decisions(plan, countsIngestion(plan) ? ingested : coverage, keeps);
        DistinctEvents distinct = decide(decisions);
        return new ScanResult(
                decisions.alerts(),
                decisions.tallies(),
                swept.reports(),
                contents.refusals(),
                coverage,
                stores.stream().mapToLong(KeptEvents::size).sum(),
                distinct.duplicates(),
                distinct.differing(),
                plan.audit() ? OptionalLong.of(repeated) : OptionalLong.empty(),
                ids.isFull(),
                stores);
    }

    private DistinctEvents decide(Decisions decisions) {
        try (SortedEvents inTime = new SortedEvents(decisions.order(), stores, room.bytes())) {
            DistinctEvents distinct = new DistinctEvents(inTime::add);
            SortedEvents.merged(
                            KeptEvent.IDENTITY,
                            stores.stream().map(KeptEvents::events).toList())
                    .forEachRemaining(distinct::add);
            distinct.end();
            letGo();
            SortedEvents.merged(decisions.order(), List.of(inTime)).forEachRemaining(decisions::next);
            letGo();
            return distinct;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Investigation and output need the bytes only. */
    private void letGo() throws IOException {
        for (KeptEvents store : stores) {
            store.letGo();
        }
    }

    /** What one thread reads. */
    private final class Reading implements RecordSink {
        private final KeptEvents kept = new KeptEvents(plan, stores, room.among(plan.workers()));
        private final RuleMatcher matcher = index == null ? new EveryRule(plan.rules()) : index.matcher();
        private final Coverage coverage = new Coverage();
        private final Coverage ingested = new Coverage();
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
            if (countsIngestion(plan)) {
                ingested.add(event.tenant(), event.dataset(), EventTime.INGESTED.of(event));
            }
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
