package dev.firstseen.runtime.rules;

import dev.firstseen.engine.check.DatasetView;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.presence.FieldCensus;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.runtime.sweep.Sweep;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Which fields the logs at hand hold, dataset by dataset, and how many records each rule's query matches. Every record is
 * read whole, and none is kept.
 */
public final class LogCensus {

    /** Hostile documents could each bring a dataset of their own. */
    private static final int MOST_DATASETS = 100;

    private final List<CompiledRule> rules;
    private final SortedMap<String, Dataset> datasets = new TreeMap<>();
    private final List<ExportReport> reports;
    private long passedOver;

    private static final class Dataset {
        private final FieldCensus fields = new FieldCensus();
        private final long[] matches;

        Dataset(int rules) {
            this.matches = new long[rules];
        }
    }

    private LogCensus(List<CompiledRule> rules, List<ExportReport> reports) {
        this.rules = rules;
        this.reports = reports;
    }

    /**
     * Reads all contents.
     *
     * @param enrichment what is added to every event, as in a scan
     * @param workers how many threads read
     */
    public static LogCensus of(
            Contents contents, List<CompiledRule> rules, UnaryOperator<Event> enrichment, int workers) {
        List<CompiledRule> all = List.copyOf(rules);
        Sweep.Swept<Counting> swept = Sweep.over(
                contents,
                AuditSettings.NONE,
                Prefilter.NONE,
                false,
                workers,
                () -> new Counting(new LogCensus(all, List.of()), enrichment));
        LogCensus census = new LogCensus(all, swept.reports());
        swept.sinks().forEach(sink -> census.merge(sink.census));
        return census;
    }

    private void merge(LogCensus other) {
        other.datasets.forEach((name, theirs) -> {
            Dataset ours = datasets.get(name);
            if (ours == null && datasets.size() < MOST_DATASETS) {
                ours = new Dataset(rules.size());
                datasets.put(name, ours);
            }
            if (ours == null) {
                passedOver += theirs.fields.records();
                return;
            }
            ours.fields.merge(theirs.fields);
            for (int i = 0; i < ours.matches.length; i++) {
                ours.matches[i] += theirs.matches[i];
            }
        });
        passedOver += other.passedOver;
    }

    /** The datasets that occur, by name. */
    public Collection<DatasetView> datasets() {
        return datasets.entrySet().stream()
                .map(each -> new DatasetView(each.getKey(), each.getValue().fields, MicrosoftFields.INSTANCE))
                .toList();
    }

    /** How many records there are of each dataset. */
    public SortedMap<String, Long> records() {
        SortedMap<String, Long> records = new TreeMap<>();
        for (Map.Entry<String, Dataset> each : datasets.entrySet()) {
            records.put(each.getKey(), each.getValue().fields.records());
        }
        return records;
    }

    /** How many records of a dataset a rule's query matches; the rule counts from 0, in the order given. */
    public long matches(int rule, String dataset) {
        Dataset counted = datasets.get(dataset);
        return counted == null ? 0 : counted.matches[rule];
    }

    /** What was read, one report for each content, by name. */
    public List<ExportReport> reports() {
        return reports;
    }

    /** How many records were left out, since they name too many datasets. */
    public long passedOver() {
        return passedOver;
    }

    /** How many values were left out, since records name too many fields; then no field of their dataset is called missing. */
    public long uncounted() {
        return datasets.values().stream()
                .mapToLong(dataset -> dataset.fields.uncounted())
                .sum();
    }

    private void count(Event event) {
        Dataset dataset = datasets.get(event.dataset());
        if (dataset == null) {
            if (datasets.size() == MOST_DATASETS) {
                passedOver++;
                return;
            }
            dataset = new Dataset(rules.size());
            datasets.put(event.dataset(), dataset);
        }
        dataset.fields.add(event);
        for (int i = 0; i < dataset.matches.length; i++) {
            if (rules.get(i).filter().test(event)) {
                dataset.matches[i]++;
            }
        }
    }

    /** Takes what one worker reads. */
    private record Counting(LogCensus census, UnaryOperator<Event> enrichment) implements RecordSink {

        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            census.count(enrichment.apply(event));
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }
}
