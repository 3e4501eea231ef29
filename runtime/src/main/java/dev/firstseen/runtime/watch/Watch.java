package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Source;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The live service. Each source and each sink has a thread; one reads what the sources hand over, one commits it, one
 * investigates, and one forgets. A failure that passes is waited out, one that does not ends the service with a sentence;
 * at the next start nothing is lost or doubled.
 */
public final class Watch implements OperationsServer.Told, AutoCloseable {
    /** How many bytes may wait to be read, in one part of so many of the heap. */
    private static final int WAITING_OF_HEAP = 40;

    private static final Duration LOOK = Duration.ofMillis(50);

    /**
     * What to run.
     *
     * @param sources with unique names
     * @param sinks by the names that the plan tells
     * @param ticks counts nanoseconds at the pace of the clock, and is never set
     * @param once whether to stop when all sources have ended and everything is committed, investigated and sent
     */
    public record Setup(
            Live.Plan plan,
            List<Source> sources,
            Map<String, Outlet> sinks,
            Keeping keeping,
            Clock clock,
            LongSupplier ticks,
            boolean once) {
        public Setup {
            sources = List.copyOf(sources);
            sinks = Map.copyOf(sinks);
        }
    }

    private final Setup setup;
    private final Store store;
    private final OperationsLog log;
    private final Clock clock;
    private final Live live;
    private final Gate gate = new Gate(Runtime.getRuntime().maxMemory() / WAITING_OF_HEAP);
    private final List<SourceState> sources = new ArrayList<>();
    private final Troubles troubles = new Troubles();
    private final Couriers couriers;
    private final Metrics metrics;
    private final Housekeeping housekeeping;
    private final Pipeline pipeline;
    private final Investigator investigator;
    private final Crew crew = new Crew(this::fail);
    private final CountDownLatch sourcesRunning;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());

    private Watch(Setup setup, Store store, OperationsLog log) {
        this.setup = setup;
        this.store = store;
        this.log = log;
        this.clock = setup.clock();
        this.live = Live.on(store, setup.plan(), clock.millis());
        live.away()
                .forEach(rule -> log.warning(
                        "rule.away",
                        setup.plan().complete()
                                ? "It ran before and is in no file any more. Its alerts stand; incidents are told without them."
                                : "It ran before and does not now. Since some files cannot be used it may come back: until"
                                        + " then, incidents with its alerts stay as they are.",
                        "rule",
                        rule));
        this.sourcesRunning = new CountDownLatch(setup.sources().size());
        this.couriers = new Couriers(setup.sinks(), store, clock, log, troubles);
        this.metrics = new Metrics(store, gate, live, sources, clock);
        this.pipeline = new Pipeline(gate, live, clock, log, metrics, troubles, couriers::call);
        this.investigator =
                new Investigator(live, clock, log, metrics, troubles, pipeline::isCommitting, couriers::call);
        Steadiness steadiness = new Steadiness(clock, setup.ticks());
        this.housekeeping = new Housekeeping(live, store, setup.keeping(), clock, steadiness, log, troubles, metrics);
    }

    /** Starts the service. */
    public static Watch start(Setup setup, Store store, OperationsLog log) {
        Watch watch = new Watch(setup, store, log);
        watch.start();
        return watch;
    }

    private void start() {
        dropWhatIsNoMore();
        for (Source source : setup.sources()) {
            SourceState state = new SourceState(source.name(), gate, log, clock);
            sources.add(state);
        }
        for (int i = 0; i < sources.size(); i++) {
            Source source = setup.sources().get(i);
            Collector collector = new Collector(source, sources.get(i), store, log, this::sourceEnded);
            crew.startSleeper("source " + source.name(), collector);
        }
        crew.startSleeper("housekeeping", housekeeping);
        crew.startSleeper("progress", new ProgressTelling(sources, store, clock, log, troubles, this::troubles));
        crew.startDoer("read", pipeline::read);
        crew.startDoer("commit", pipeline::commit);
        crew.startDoer("investigate", this::investigate);
        couriers.each(courier -> crew.startDoer("sink " + courier.name(), courier));
        log.info(
                "service.started",
                "Watching %d sources with %d rules."
                        .formatted(setup.sources().size(), setup.plan().rules().size()));
    }

    /** What is kept for sinks and sources that the configuration no longer has. */
    private void dropWhatIsNoMore() {
        List<String> names = setup.sources().stream().map(Source::name).toList();
        store.<SortedMap<String, Outbox.Backlog>>write(transaction -> {
                    transaction.behind().keepOnly(names);
                    return transaction.outbox().keepOnly(setup.sinks().keySet());
                })
                .forEach((sink, gone) -> log.warning(
                        "sink.dropped",
                        ("There is no sink '%s' any more: %,d notices that waited for it, and %,d that were given up, were"
                                        + " let go of.")
                                .formatted(sink, gone.waiting(), gone.dead()),
                        "sink",
                        sink));
    }

    private void fail(String sentence) {
        if (failure.getAndUpdate(first -> first.or(() -> Optional.of(sentence))).isEmpty()) {
            log.error("service.failed", sentence);
        }
        ended.countDown();
    }

    private void sourceEnded() {
        sourcesRunning.countDown();
        if (sourcesRunning.getCount() == 0) {
            gate.close();
        }
    }

    /** All that there is, and where the service runs once, waits until it is sent. */
    private void investigate() {
        investigator.run();
        try {
            while (setup.once() && ended.getCount() > 0) {
                if (couriers.haveSent()) {
                    ended.countDown();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until what has been collected is committed, investigated and sent, as far as sinks take it. */
    public void settle() throws InterruptedException {
        while (ended.getCount() > 0 && (!gate.isIdle() || live.waiting() > 0 || couriers.areSending())) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    @Override
    public String measured() {
        return metrics.scrape(troubles());
    }

    @Override
    public List<Trouble> troubles() {
        List<Trouble> all = new ArrayList<>();
        failed().ifPresent(sentence -> all.add(new Trouble(Trouble.Kind.SERVICE, sentence)));
        all.addAll(troubles.all());
        sources.forEach(source ->
                source.troubles().forEach(sentence -> all.add(new Trouble(Trouble.Kind.SOURCE, sentence))));
        int failing = live.failing();
        if (failing > 0) {
            all.add(new Trouble(
                    Trouble.Kind.INVESTIGATION,
                    "%,d accounts could not be investigated and are tried again; the log says why (investigation.failed)."
                            .formatted(failing)));
        }
        return all;
    }

    /** Waits until the service has ended by itself; gives the sentence with which it failed, where it did. */
    public Optional<String> await() throws InterruptedException {
        ended.await();
        return failed();
    }

    private Optional<String> failed() {
        return Objects.requireNonNull(failure.get());
    }

    /** Stops the service; what is not committed is collected again at the next start. */
    @Override
    public void close() {
        ended.countDown();
        pipeline.stop();
        investigator.stop();
        couriers.stop();
        crew.end();
        log.info("service.stopped", "Stopped.");
    }
}
