package dev.firstseen.runtime.watch;

import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What is counted and measured, in Prometheus's format. Safe for use by many threads. */
public final class Metrics {
    private static final String SOURCE = "source";
    private static final String RULE = "rule";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Holdings holdings;
    private final Collection<SourceState> sources;
    private final Clock clock;
    private final Timer delay;
    private final MultiGauge lag;
    private final MultiGauge lost;
    private final MultiGauge waiting;
    private final MultiGauge dead;
    private final MultiGauge kept;
    private final MultiGauge wrong;
    private final MultiGauge broken;

    Metrics(Store store, Gate gate, Live live, Collection<SourceState> sources, Clock clock) {
        this.holdings = new Holdings(store, clock);
        this.sources = sources;
        this.clock = clock;
        this.delay = Timer.builder("firstseen.arrival.to.outbox")
                .description("From when a source made a record available to its commit.")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.lag = gauge("firstseen.source.lag.seconds", "How far a source is behind what there is to collect.");
        this.lost = gauge("firstseen.source.lost", "What of a source is gone for good since the service started.");
        this.waiting = gauge("firstseen.outbox.waiting", "Notices not yet taken by a sink.");
        this.dead = gauge("firstseen.outbox.dead", "Notices given up.");
        this.kept = gauge("firstseen.store", "How much is kept, by kind.");
        this.wrong = gauge("firstseen.troubles", "What is wrong now, by kind: /health tells each in a sentence.");
        this.broken =
                gauge("firstseen.source.breaks", "How often a source ended with a failure and was started again.");
        registry.gauge("firstseen.gate.bytes", gate, each -> (double) each.bytes());
        registry.gauge("firstseen.investigations.waiting", live, Live::waiting);
        registry.gauge("firstseen.investigations.failing", live, Live::failing);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    void committed(Live.Ready ready, Live.Committed committed) {
        for (ExportReport report : ready.reports()) {
            report.datasets().forEach((dataset, records) -> count("firstseen.records", records, "dataset", dataset));
            report.rejected()
                    .forEach((reason, records) -> count("firstseen.records.rejected", records, "reason", word(reason)));
        }
        count("firstseen.loads.unreadable", ready.failures().size());
        count("firstseen.records.matching", committed.matching());
        count("firstseen.records.repeated", committed.repeated());
        count("firstseen.alerts.excepted", committed.excepted());
        committed.late().forEach((source, late) -> count("firstseen.records.late", late.records(), SOURCE, source));
        committed.passedOver().forEach((rule, over) -> {
            count("firstseen.values.unusable", over.values(), RULE, rule);
            count("firstseen.combinations.left.out", over.combinations(), RULE, rule);
        });
        committed.alerts().forEach(alert -> count("firstseen.alerts", 1, "state", word(alert.state())));
        long now = clock.millis();
        ready.parcels()
                .forEach(parcel -> parcel.loads()
                        .forEach(load -> delay.record(
                                Math.max(0, now - load.available().toEpochMilli()), TimeUnit.MILLISECONDS)));
    }

    void investigationFailed() {
        count("firstseen.investigations.failed", 1);
    }

    /** So many records are let go of because the archive is full. */
    void unarchived(long records) {
        count("firstseen.archive.trimmed", records);
    }

    private void count(String name, long number, String... tags) {
        registry.counter(name, tags).increment((double) number);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * All of it, as text.
     *
     * @param troubles what is wrong now
     */
    String scrape(List<Trouble> troubles) {
        gaugeTroubles(troubles);
        gaugeSources();
        try {
            gaugeStore();
        } catch (StoreException failing) {
            registry.counter("firstseen.store.failures").increment();
        }
        return registry.scrape();
    }

    private void gaugeTroubles(List<Trouble> troubles) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            long number =
                    troubles.stream().filter(trouble -> trouble.kind() == kind).count();
            rows.add(MultiGauge.Row.of(Tags.of("kind", word(kind)), number));
        }
        wrong.register(rows, true);
    }

    private void gaugeSources() {
        List<MultiGauge.Row<?>> behind = new ArrayList<>();
        List<MultiGauge.Row<?>> breaks = new ArrayList<>();
        List<MultiGauge.Row<?>> gone = new ArrayList<>();
        for (SourceState source : sources) {
            source.lag()
                    .forEach((part, lagging) -> behind.add(MultiGauge.Row.of(
                            Tags.of(SOURCE, source.name(), "part", part), lagging.toMillis() / 1000.0)));
            breaks.add(MultiGauge.Row.of(Tags.of(SOURCE, source.name()), source.breaks()));
            source.lost()
                    .forEach((reason, number) -> gone.add(
                            MultiGauge.Row.of(Tags.of(SOURCE, source.name(), "reason", word(reason)), number)));
        }
        lag.register(behind, true);
        lost.register(gone, true);
        broken.register(breaks, true);
    }

    private void gaugeStore() {
        Holdings.Count count = holdings.count();
        List<MultiGauge.Row<?>> waits = new ArrayList<>();
        List<MultiGauge.Row<?>> given = new ArrayList<>();
        count.outbox().forEach((sink, each) -> {
            waits.add(MultiGauge.Row.of(Tags.of("sink", sink), each.waiting()));
            given.add(MultiGauge.Row.of(Tags.of("sink", sink), each.dead()));
        });
        waiting.register(waits, true);
        dead.register(given, true);
        kept.register(
                List.of(
                        kind("disk_bytes", count.bytes()),
                        kind("archived_records", count.archive().records()),
                        kind("archive_bytes", count.archive().bytes()),
                        kind("remembered_terms", count.terms()),
                        kind("counted_events", count.events())),
                true);
    }

    private static MultiGauge.Row<Number> kind(String kind, long number) {
        return MultiGauge.Row.of(Tags.of("kind", kind), number);
    }
}
