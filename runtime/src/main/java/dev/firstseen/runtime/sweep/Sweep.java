package dev.firstseen.runtime.sweep;

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
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * One reading of all contents by several workers, each with a sink of its own. A worker takes one content after another
 * and, when none is left, helps with those still being read.
 */
public final class Sweep {
    private final Contents contents;
    private final AuditSettings settings;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<Export> exports;

    private Sweep(Contents contents, AuditSettings settings) {
        this.contents = contents;
        this.settings = settings;
        this.exports = new AtomicReferenceArray<>(contents.contents().size());
    }

    /**
     * What came of it.
     *
     * @param sinks one for each worker
     * @param reports one for each content, by name
     */
    public record Swept<S extends RecordSink>(List<S> sinks, List<ExportReport> reports) {
        public Swept {
            sinks = List.copyOf(sinks);
            reports = List.copyOf(reports);
        }
    }

    /**
     * Reads everything.
     *
     * @param prefilter which rows are looked into
     * @param audit whether every record is parsed and checked
     * @param workers how many threads read
     * @param sinks makes a sink for each of them
     */
    public static <S extends RecordSink> Swept<S> over(
            Contents contents,
            AuditSettings settings,
            Prefilter prefilter,
            boolean audit,
            int workers,
            Supplier<S> sinks) {
        Sweep sweep = new Sweep(contents, settings);
        List<S> all = new ArrayList<>();
        // Reading is bound by the processor, so there is one platform thread for each.
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                S sink = sinks.get();
                all.add(sink);
                running.add(threads.submit(() -> sweep.read(new ExportWorker(prefilter, audit, sink))));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A worker failed.", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The reading was interrupted.", interrupted);
        } finally {
            sweep.close();
        }
        return new Swept<>(all, sweep.reports());
    }

    private void read(ExportWorker worker) {
        List<Content> all = contents.contents();
        for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
            Export export = Export.open(all.get(i), settings);
            exports.set(i, export);
            worker.read(export);
        }
        for (int i = 0; i < exports.length(); i++) {
            Export unfinished = exports.get(i);
            if (unfinished != null) {
                worker.read(unfinished);
            }
        }
    }

    private void close() {
        try {
            for (int i = 0; i < exports.length(); i++) {
                Export export = exports.get(i);
                if (export != null) {
                    export.close();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<ExportReport> reports() {
        List<ExportReport> reports = new ArrayList<>();
        for (int i = 0; i < exports.length(); i++) {
            reports.add(exports.get(i).report());
        }
        return reports;
    }
}
