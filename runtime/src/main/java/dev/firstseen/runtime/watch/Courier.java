package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Brings the outbox of one sink to it, in order. Run by one thread. */
final class Courier implements Runnable {
    private static final int AT_ONCE = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final Sink sink;
    private final Store store;
    private final Clock clock;
    private final OperationsLog log;
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Semaphore called = new Semaphore(0);
    private boolean failing;

    /** @param name by which the outbox knows the sink */
    Courier(String name, Sink sink, Store store, Clock clock, OperationsLog log, RetryPolicy policy, RandomGenerator random) {
        this.name = name;
        this.sink = sink;
        this.store = store;
        this.clock = clock;
        this.log = log;
        this.policy = policy;
        this.random = random;
    }

    /** Something may be in the outbox. */
    void call() {
        called.release();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!deliverSome()) {
                    boolean woken = called.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    if (woken) {
                        called.drainPermits();
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sink.close();
        }
    }

    /** Sends what is due; false where nothing is. */
    boolean deliverSome() throws InterruptedException {
        try {
            List<Outbox.Entry> entries =
                    store.read(transaction -> transaction.outbox().next(name, clock.millis(), AT_ONCE));
            if (entries.isEmpty()) {
                return false;
            }
            send(entries);
            return true;
        } catch (StoreException failure) {
            log.error("sink.store", failure.sentence(), "sink", name);
            return false;
        }
    }

    private void send(List<Outbox.Entry> entries) throws InterruptedException {
        List<Notice> notices =
                entries.stream().map(entry -> NoticeJson.read(entry.notice())).toList();
        Delivery delivery = sink.deliver(notices);
        List<Long> taken = new ArrayList<>();
        List<Outbox.Entry> again = new ArrayList<>();
        Outcome.Retry why = null;
        for (int i = 0; i < entries.size(); i++) {
            Outbox.Entry entry = entries.get(i);
            switch (delivery.outcomes().get(i)) {
                case Outcome.Taken _ -> taken.add(entry.number());
                case Outcome.Retry retry -> {
                    again.add(entry);
                    why = retry;
                }
                case Outcome.Refused refused -> bury(entry, refused.sentence());
            }
        }
        if (!taken.isEmpty()) {
            store.write(transaction -> {
                transaction.outbox().taken(taken);
                return true;
            });
        }
        if (why == null) {
            recovered();
        } else {
            putOff(again, why);
        }
    }

    private void bury(Outbox.Entry entry, String reason) {
        log.error("sink.refused", reason, "sink", name, "notice", entry.id());
        store.write(transaction -> {
            transaction.outbox().bury(List.of(entry.number()), reason);
            return true;
        });
    }

    private void putOff(List<Outbox.Entry> again, Outcome.Retry why) {
        if (!failing) {
            failing = true;
            log.warning("sink.failing", why.sentence(), "sink", name);
        }
        int attempts = again.getFirst().attempts() + 1;
        if (policy.isTooMany(attempts)) {
            bury(again.getFirst(), "Given up after %d attempts: %s".formatted(attempts, why.sentence()));
            return;
        }
        Duration wait = policy.wait(attempts, why.after(), random);
        store.write(transaction -> {
            transaction
                    .outbox()
                    .retry(
                            again.stream().map(Outbox.Entry::number).toList(),
                            clock.millis() + wait.toMillis(),
                            why.sentence());
            return true;
        });
    }

    private void recovered() {
        if (failing) {
            failing = false;
            log.info("sink.recovered", "The sink takes notices again.", "sink", name);
        }
    }

    boolean isFailing() {
        return failing;
    }
}
