package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Source;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The live service. Each source and each sink has a thread; one reads what the sources hand over, with a worker for each
 * processor, one commits it, and one investigates. A failure that passes is waited out, one that does not ends the service
 * with a sentence; at the next start nothing is lost or doubled.
 */
public final class Watch implements AutoCloseable {
    /** How many bytes may wait to be read, and how many are read and committed as one. */
    private static final long MOST_WAITING = 48L << 20;

    private static final long MOST_AT_ONCE = 12L << 20;

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
    private static final Duration STORE_WAIT = Duration.ofSeconds(2);
    private static final Duration SOURCE_WAIT = Duration.ofSeconds(10);
    private static final Duration INVESTIGATION_LOOK = Duration.ofMillis(500);

    /**
     * What to run.
     *
     * @param sources with unique names
     * @param sinks by the names that the plan tells
     * @param retention for how long alerts, incidents and the archive are kept
     * @param once whether to stop when all sources have ended and everything is committed, investigated and sent
     */
    public record Setup(
            Live.Plan plan,
            List<Source> sources,
            Map<String, Outlet> sinks,
            Duration retention,
            Clock clock,
            boolean once) {
        public Setup {
            sources = List.copyOf(sources);
            sinks = Map.copyOf(sinks);
        }
    }

    private final Setup setup;
    private final Store store;
    private final OperationsLog log;
    private final Metrics metrics;
    private final Clock clock;
    private final Gate gate = new Gate(MOST_WAITING);
    private final BlockingQueue<Live.Ready> read = new SynchronousQueue<>();
    private final Map<String, SourceState> sources = new LinkedHashMap<>();
    private final List<Courier> couriers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Live live;
    private final CountDownLatch sourcesRunning;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
    private volatile boolean reading = true;
    private volatile boolean committing = true;

    private Watch(Setup setup, Store store, OperationsLog log) {
        this.setup = setup;
        this.store = store;
        this.log = log;
        this.clock = setup.clock();
        this.live = Live.on(store, setup.plan(), clock.millis());
        this.sourcesRunning = new CountDownLatch(setup.sources().size());
        setup.sources().forEach(source -> sources.put(source.name(), new SourceState(source.name(), gate, log)));
        Random random = new Random();
        setup.sinks().forEach((name, outlet) -> couriers.add(new Courier(name, outlet, store, clock, log, random)));
        this.metrics = new Metrics(store, gate, live, sources.values(), clock);
    }

    /** Starts the service. */
    public static Watch start(Setup setup, Store store, OperationsLog log) {
        Watch watch = new Watch(setup, store, log);
        watch.start();
        return watch;
    }

    private void start() {
        for (Source source : setup.sources()) {
            thread("source " + source.name(), () -> collect(source));
        }
        thread("read", this::read);
        thread("commit", this::commit);
        thread("investigate", this::investigate);
        for (Courier courier : couriers) {
            thread("sink", courier);
        }
        thread("housekeeping", this::keepHouse);
        log.info(
                "service.started",
                "Watching %d sources with %d rules."
                        .formatted(setup.sources().size(), setup.plan().rules().size()));
    }

    private void thread(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name("firstseen " + name).start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error broken) {
                fail("The thread '%s' failed: %s".formatted(name, broken));
            }
        }));
    }

    private void fail(String sentence) {
        if (failure.getAndUpdate(first -> first.or(() -> Optional.of(sentence))).isEmpty()) {
            log.error("service.failed", sentence);
        }
        ended.countDown();
    }

    private void collect(Source source) {
        SourceState state = sources.get(source.name());
        try {
            while (state != null && !Thread.currentThread().isInterrupted()) {
                try {
                    Cursor cursor = new Cursor(
                            store.read(transaction -> transaction.cursors().of(source.name())));
                    source.run(cursor, state);
                    break;
                } catch (RuntimeException broken) {
                    log.error("source.broken", broken.toString(), "source", source.name());
                    TimeUnit.MILLISECONDS.sleep(SOURCE_WAIT.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sourcesRunning.countDown();
            if (sourcesRunning.getCount() == 0) {
                gate.close();
            }
        }
    }

    private void read() {
        try {
            for (List<Parcel> parcels = gate.take(MOST_AT_ONCE);
                    !parcels.isEmpty();
                    parcels = gate.take(MOST_AT_ONCE)) {
                Live.Ready ready = live.read(parcels, workers);
                ready.failures()
                        .forEach(sentence -> log.error("load.unreadable", "A load could not be read: " + sentence));
                read.put(ready);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            reading = false;
        }
    }

    private void commit() {
        try {
            while (true) {
                Live.Ready ready = read.poll(200, TimeUnit.MILLISECONDS);
                if (ready != null) {
                    commit(ready);
                } else if (!reading) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            committing = false;
        }
    }

    private void commit(Live.Ready ready) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                Live.Committed committed = live.commit(ready, clock.millis());
                ready.parcels().forEach(parcel -> parcel.committed().run());
                metrics.committed(ready, committed);
                couriers.forEach(Courier::call);
                if (told) {
                    log.info("store.recovered", "The database takes records again.");
                }
                return;
            } catch (StoreException refused) {
                if (!refused.isPassing()) {
                    throw refused;
                }
                if (!told) {
                    told = true;
                    log.error("store.failing", refused.sentence());
                }
                TimeUnit.MILLISECONDS.sleep(STORE_WAIT.toMillis());
            }
        }
    }

    private void investigate() {
        try {
            while (true) {
                boolean last = !committing;
                boolean more = investigateNext();
                if (more) {
                    couriers.forEach(Courier::call);
                } else if (last) {
                    finish();
                    return;
                } else {
                    TimeUnit.MILLISECONDS.sleep(INVESTIGATION_LOOK.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean investigateNext() throws InterruptedException {
        try {
            return live.investigateNext(clock.millis());
        } catch (StoreException refused) {
            log.error("investigation.failing", refused.sentence());
            TimeUnit.MILLISECONDS.sleep(STORE_WAIT.toMillis());
            return true;
        }
    }

    /** All that there was is done. */
    private void finish() throws InterruptedException {
        if (!setup.once()) {
            return;
        }
        while (couriers.stream().anyMatch(courier -> !courier.isFailing()) && isWaitingToBeSent()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        ended.countDown();
    }

    private boolean isWaitingToBeSent() {
        return store.read(transaction -> transaction.outbox().backlog()).values().stream()
                .anyMatch(backlog -> backlog.waiting() > 0);
    }

    private void keepHouse() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(HOUSEKEEPING.toMillis());
                try {
                    live.forget(clock.millis(), setup.retention());
                } catch (StoreException refused) {
                    log.error("housekeeping.failing", refused.sentence());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until what has been collected is committed, investigated and sent, as far as sinks take it. */
    public void settle() throws InterruptedException {
        while (gate.bytes() > 0 || live.waiting() > 0 || isWaitingToBeSent()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What is measured, for {@code /metrics}. */
    public Metrics metrics() {
        return metrics;
    }

    /** What is wrong now, each a sentence; empty where all is well. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        failed().ifPresent(troubles::add);
        sources.values()
                .forEach(source -> source.conditions()
                        .forEach(condition -> troubles.add(
                                "%s, %s: %s".formatted(source.name(), condition.what(), condition.sentence()))));
        return troubles;
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
        threads.forEach(Thread::interrupt);
        workers.shutdownNow();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(20));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        log.info("service.stopped", "Stopped.");
        ended.countDown();
    }
}
