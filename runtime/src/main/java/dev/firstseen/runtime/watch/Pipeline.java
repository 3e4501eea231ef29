package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Parcel;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * From the gate to the store: one thread reads the next records, with a worker for each processor, while another commits
 * those before. Neither is interrupted in the middle: what is begun is committed whole or not at all.
 */
final class Pipeline {
    /**
     * How many bytes are read and committed as one, in one part of so many of the heap, which holds such a portion several
     * times over. It is what waits, so where little comes it is little, and committed at once.
     */
    private static final int PART_OF_HEAP = 100;

    private static final String WHO = "commit";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Gate gate;
    private final Live live;
    private final Clock clock;
    private final OperationsLog log;
    private final Metrics metrics;
    private final LateWarnings lateWarnings;
    private final Troubles troubles;
    private final Runnable atCommit;
    private final BlockingQueue<Live.Ready> ready = new SynchronousQueue<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final long mostAtOnce = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    private volatile boolean reading = true;
    private volatile boolean committing = true;
    private volatile boolean stopping;

    /** @param atCommit run after every commit */
    Pipeline(
            Gate gate,
            Live live,
            Clock clock,
            OperationsLog log,
            Metrics metrics,
            Troubles troubles,
            Runnable atCommit) {
        this.gate = gate;
        this.live = live;
        this.clock = clock;
        this.log = log;
        this.metrics = metrics;
        this.lateWarnings = new LateWarnings(log);
        this.troubles = troubles;
        this.atCommit = atCommit;
    }

    /** Asks both to end after what they are at; what waits at the gate is collected again at the next start. */
    void stop() {
        stopping = true;
        gate.abandon();
    }

    /** Whether more may yet be committed. */
    boolean isCommitting() {
        return committing;
    }

    /** Reads until the gate is closed and empty. */
    void read() {
        try {
            for (List<Parcel> parcels = gate.take(mostAtOnce); !parcels.isEmpty(); parcels = gate.take(mostAtOnce)) {
                Live.Ready next = live.read(parcels, workers);
                next.failures()
                        .forEach(sentence -> log.error("load.unreadable", "A load could not be read: " + sentence));
                while (!ready.offer(next, LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (!committing) {
                        return;
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdown();
            reading = false;
        }
    }

    /** Commits what is read until reading has ended; what comes after something uncommitted is not committed either. */
    void commit() {
        try {
            while (true) {
                // Asked before it is looked for: what was read last is not missed.
                boolean last = !reading;
                Live.Ready next = ready.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null ? last : !commit(next)) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lateWarnings.end();
            committing = false;
        }
    }

    /** Commits, however long the store refuses, as long as that passes; false where it is to stop before that. */
    private boolean commit(Live.Ready next) throws InterruptedException {
        boolean told = false;
        while (!stopping || !told) {
            try {
                Live.Committed committed = live.commit(next, clock.millis());
                next.confirm();
                gate.done(next.parcels().size());
                metrics.committed(next, committed);
                lateWarnings.take(committed.late(), clock.millis());
                atCommit.run();
                if (troubles.over(Trouble.Kind.STORE, WHO)) {
                    log.info("store.recovered", "The database takes records again.");
                }
                return true;
            } catch (StoreException refused) {
                if (!refused.isPassing()) {
                    throw refused;
                }
                told = true;
                if (troubles.stands(Trouble.Kind.STORE, WHO, refused.sentence())) {
                    log.error("store.failing", refused.sentence());
                }
                TimeUnit.MILLISECONDS.sleep(Troubles.STORE_WAIT.toMillis());
            }
        }
        return false;
    }
}
