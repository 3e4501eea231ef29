package dev.firstseen.runtime.rules;

import dev.firstseen.engine.check.DatasetView;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.presence.FieldCensus;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.Export;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.ExportWorker;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final List<ExportReport> reports = new ArrayList<>();
    private long passedOver;

    private static final class Dataset {
        private final FieldCensus fields = new FieldCensus();
        private final long[] matches;

        Dataset(int rules) {
            this.matches = new long[rules];
        }
    }

    private LogCensus(List<CompiledRule> rules) {
        this.rules = rules;
    }

    /**
     * Reads all contents.
     *
     * @param enrichment what is added to every event, as in a scan
     * @param workers how many threads read
     */
    public static LogCensus of(
            Contents contents, List<CompiledRule> rules, UnaryOperator<Event> enrichment, int workers) {
        LogCensus all = new LogCensus(List.copyOf(rules));
        AtomicInteger next = new AtomicInteger();
        // Reading is bound by the processor, so there is one platform thread for each.
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<LogCensus>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> read(contents.contents(), next, rules, enrichment)));
            }
            for (Future<LogCensus> each : running) {
                all.merge(each.get());
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A worker of the census failed.", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The census was interrupted.", interrupted);
        }
        return all;
    }

    private static LogCensus read(
            List<Content> contents, AtomicInteger next, List<CompiledRule> rules, UnaryOperator<Event> enrichment) {
        LogCensus census = new LogCensus(rules);
        ExportWorker worker = new ExportWorker(Prefilter.NONE, false, census.new Counting(enrichment));
        for (int i = next.getAndIncrement(); i < contents.size(); i = next.getAndIncrement()) {
            try (Export export = Export.open(contents.get(i), AuditSettings.NONE)) {
                worker.read(export);
                census.reports.add(export.report());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
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
        reports.addAll(other.reports);
        passedOver += other.passedOver;
    }

    /** The datasets that occur, by name. */
    public Collection<DatasetView> datasets() {
        return datasets.entrySet().stream()
                .map(each -> new DatasetView(each.getKey(), each.getValue().fields))
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
        return reports.stream()
                .sorted(Comparator.comparing(ExportReport::name))
                .toList();
    }

    /** How many records were left out, since they name too many datasets. */
    public long passedOver() {
        return passedOver;
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
    private final class Counting implements RecordSink {
        private final UnaryOperator<Event> enrichment;

        Counting(UnaryOperator<Event> enrichment) {
            this.enrichment = enrichment;
        }

        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event) {
            count(enrichment.apply(event));
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }
}
