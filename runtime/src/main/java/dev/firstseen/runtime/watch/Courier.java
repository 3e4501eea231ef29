package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Brings the outbox of one sink to it, in order, and writes down what became of it. What a sink does not take it is sent
 * again, for as long as notices are kept; one that fails often is given up only where the sink takes the one behind it. Run
 * by one thread.
 */
final class Courier implements Runnable {
    /** So many notices of the outbox are held at once. */
    static final int AT_ONCE = 500;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final Outlet outlet;
    private final Store store;
    private final Clock clock;
    private final OperationsLog log;
    private final Troubles troubles;
    private final RandomGenerator random;
    private final Sending sending;
    private final Semaphore called = new Semaphore(0);
    private volatile boolean failing;
    private volatile boolean running = true;

    /** @param name by which the outbox knows the sink */
    Courier(
            String name,
            Outlet outlet,
            Store store,
            Clock clock,
            OperationsLog log,
            Troubles troubles,
            RandomGenerator random) {
        this.name = name;
        this.outlet = outlet;
        this.store = store;
        this.clock = clock;
        this.log = log;
        this.troubles = troubles;
        this.random = random;
        this.sending = new Sending(name, outlet, store, clock);
    }

    /** Something may be in the outbox. */
    void call() {
        called.release();
    }

    /** Asks it to end after what it is sending. */
    void stop() {
        running = false;
        call();
    }

    String name() {
        return name;
    }

    boolean isFailing() {
        return failing;
    }

    @Override
    public void run() {
        try {
            while (running) {
                tellObstacle();
                if (!deliverSome() && called.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    called.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            outlet.sink().close();
        }
    }

    private record Waiting(List<Outbox.Entry> due, long dead) {}

    /** Sends what is due; false where nothing is, or may be sent now. */
    boolean deliverSome() throws InterruptedException {
        try {
            Waiting waiting = store.read(transaction -> new Waiting(
                    transaction.outbox().next(name, clock.millis(), AT_ONCE),
                    transaction.outbox().dead(name)));
            troubles.over(Trouble.Kind.STORE, name);
            tellDead(waiting.dead());
            return !waiting.due().isEmpty() && send(waiting.due());
        } catch (StoreException failure) {
            if (!failure.isPassing()) {
                throw failure;
            }
            tellRefused(failure);
            return false;
        }
    }

    /** A sink that could take nothing is told before there is something to send. */
    void tellObstacle() {
        String who = name + ", obstacle";
        Optional<String> obstacle = outlet.sink().obstacle();
        if (obstacle.isEmpty()) {
            troubles.over(Trouble.Kind.SINK, who);
        } else if (troubles.stands(Trouble.Kind.SINK, who, named(obstacle.get()))) {
            log.warning("sink.obstacle", obstacle.get(), "sink", name);
        }
    }

    private void tellDead(long dead) {
        String who = name + ", dead";
        if (dead == 0) {
            troubles.over(Trouble.Kind.SINK, who);
        } else {
            troubles.stands(
                    Trouble.Kind.SINK,
                    who,
                    ("%s: notices were given up (%,d); 'firstseen status' shows them, and --retry-dead or --drop-dead deals"
                                    + " with them.")
                            .formatted(name, dead));
        }
    }

    private void tellRefused(StoreException refused) {
        if (troubles.stands(Trouble.Kind.STORE, name, refused.sentence())) {
            log.error("sink.store", refused.sentence(), "sink", name);
        }
    }

    private boolean send(List<Outbox.Entry> entries) throws InterruptedException {
        Outbox.Entry first = entries.getFirst();
        if (failing && first.attempts() >= outlet.retries().attempts()) {
            return settle(sending.sendPast(first));
        }
        Optional<Results> results = sending.send(entries);
        return results.isPresent() && settle(results.get());
    }

    /** Writes down what became of what was sent; true where the sink takes more. */
    private boolean settle(Results results) throws InterruptedException {
        results.refused()
                .forEach((reason, entries) -> entries.forEach(
                        entry -> log.error("sink.refused", reason, "sink", name, "notice", entry.id())));
        Optional<Outcome.Retry> why = results.why();
        why.ifPresent(this::tellFailing);
        long due =
                clock.millis() + why.map(retry -> wait(results.again(), retry)).orElse(0L);
        writeDown(outbox -> {
            outbox.taken(results.taken());
            results.refused().forEach((reason, entries) -> outbox.bury(numbers(entries), reason));
            why.ifPresent(retry -> outbox.retry(numbers(results.again()), due, retry.sentence()));
        });
        if (why.isEmpty() && failing) {
            failing = false;
            troubles.over(Trouble.Kind.SINK, name);
            log.info("sink.recovered", "The sink takes notices again.", "sink", name);
        }
        return why.isEmpty();
    }

    /** In milliseconds; as long as the one that was tried most often asks for. */
    private long wait(List<Outbox.Entry> again, Outcome.Retry why) {
        int made = again.stream().mapToInt(Outbox.Entry::attempts).max().orElse(0) + 1;
        return outlet.retries().delay(made, why, random).toMillis();
    }

    /** However long the database refuses: what was sent and is not written down would be sent again and again. */
    private void writeDown(Consumer<Outbox> change) throws InterruptedException {
        while (true) {
            try {
                store.write(transaction -> {
                    change.accept(transaction.outbox());
                    return true;
                });
                troubles.over(Trouble.Kind.STORE, name);
                return;
            } catch (StoreException refused) {
                tellRefused(refused);
                if (!refused.isPassing() || !running) {
                    throw refused;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
        }
    }

    private void tellFailing(Outcome.Retry why) {
        troubles.stands(Trouble.Kind.SINK, name, named(why.sentence()));
        if (!failing) {
            failing = true;
            log.warning("sink.failing", why.sentence(), "sink", name);
        }
    }

    /** A sink that has no name of its own is called by its kind, with which its sentences begin. */
    private String named(String sentence) {
        return sentence.startsWith(name + " ") ? sentence : name + ": " + sentence;
    }

    private static List<Long> numbers(List<Outbox.Entry> entries) {
        return entries.stream().map(Outbox.Entry::number).toList();
    }
}
