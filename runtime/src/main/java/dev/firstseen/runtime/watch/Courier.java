package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Limit;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.RetryPolicy;
import dev.firstseen.deliver.sink.Storms;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Brings the outbox of one sink to it, in order; a storm of one rule as one message. What a sink does not take it is sent
 * again, for as long as notices are kept; one that fails often is given up only where the sink takes the one behind it. Run
 * by one thread.
 */
final class Courier implements Runnable {
    private static final int AT_ONCE = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final Outlet outlet;
    private final Store store;
    private final Clock clock;
    private final OperationsLog log;
    private final Troubles troubles;
    private final RandomGenerator random;
    private final Semaphore called = new Semaphore(0);
    private Optional<Limit.Allowance> allowance = Optional.empty();
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

    private void tellDead(long dead) {
        String who = name + ", dead";
        if (dead == 0) {
            troubles.over(Trouble.Kind.SINK, who);
        } else {
            troubles.stands(
                    Trouble.Kind.SINK,
                    who,
                    ("%s: %,d notices were given up; 'firstseen status' shows them, and --retry-dead or --drop-dead deals"
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
            return passBy(first);
        }
        Map<String, List<Outbox.Entry>> byId = new HashMap<>();
        Consumer<Outbox.Entry> known = entry ->
                byId.computeIfAbsent(entry.id(), _ -> new ArrayList<>(1)).add(bare(entry));
        entries.forEach(known);
        List<Storms.Message> messages = messages(entries, taker -> eachBehind(entries.getLast(), known, taker));
        if (messages.isEmpty()) {
            return false;
        }
        Delivery delivery = outlet.sink()
                .deliver(messages.stream().map(Storms.Message::notice).toList());
        Results results = new Results();
        for (int i = 0; i < messages.size(); i++) {
            List<Outbox.Entry> covered = messages.get(i).covers().stream()
                    .flatMap(id -> byId.getOrDefault(id, List.of()).stream())
                    .toList();
            results.add(covered, delivery.outcomes().get(i));
        }
        return settle(results);
    }

    /** Without its bytes: a storm covers many. */
    private static Outbox.Entry bare(Outbox.Entry entry) {
        return new Outbox.Entry(entry.number(), entry.sink(), entry.id(), new byte[0], entry.attempts(), entry.due());
    }

    /** Goes through what waits behind a notice, a portion at a time. */
    private void eachBehind(Outbox.Entry last, Consumer<Outbox.Entry> known, Predicate<Notice> taker) {
        long[] number = {last.number()};
        while (true) {
            List<Outbox.Entry> portion =
                    store.read(transaction -> transaction.outbox().behind(name, number[0], AT_ONCE));
            for (Outbox.Entry entry : portion) {
                known.accept(entry);
                if (!taker.test(NoticeJson.read(entry.notice()))) {
                    return;
                }
            }
            if (portion.size() < AT_ONCE) {
                return;
            }
            number[0] = portion.getLast().number();
        }
    }

    /**
     * One that failed so often may itself be the reason: where the sink takes the next, it is given up, else both wait on
     * and all behind them.
     */
    private boolean passBy(Outbox.Entry first) throws InterruptedException {
        Results results = new Results();
        Outcome outcome = alone(first);
        List<Outbox.Entry> next = outcome instanceof Outcome.Retry
                ? store.read(transaction -> transaction.outbox().behind(name, first.number(), 1))
                : List.of();
        if (outcome instanceof Outcome.Retry retry && !next.isEmpty()) {
            Outcome ofNext = alone(next.getFirst());
            results.add(next, ofNext);
            if (ofNext instanceof Outcome.Taken) {
                outcome = new Outcome.Refused("Given up after %d attempts, while the sink takes others. %s"
                        .formatted(first.attempts() + 1, retry.sentence()));
            }
        }
        results.add(List.of(first), outcome);
        return settle(results);
    }

    private Outcome alone(Outbox.Entry entry) throws InterruptedException {
        return outlet.sink()
                .deliver(List.of(NoticeJson.read(entry.notice())))
                .outcomes()
                .getFirst();
    }

    private List<Storms.Message> messages(List<Outbox.Entry> entries, Storms.Further further) {
        List<Notice> pending =
                entries.stream().map(entry -> NoticeJson.read(entry.notice())).toList();
        if (outlet.limit().isEmpty()) {
            return pending.stream()
                    .map(notice -> new Storms.Message(notice, List.of(notice.id())))
                    .toList();
        }
        Limit limit = outlet.limit().get();
        long now = clock.millis();
        Storms.Plan plan = Storms.plan(pending, further, limit, allowance.orElseGet(() -> limit.full(now)), now);
        allowance = Optional.of(plan.left());
        return plan.messages();
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
        troubles.stands(Trouble.Kind.SINK, name, name + ": " + why.sentence());
        if (!failing) {
            failing = true;
            log.warning("sink.failing", why.sentence(), "sink", name);
        }
    }

    private static List<Long> numbers(List<Outbox.Entry> entries) {
        return entries.stream().map(Outbox.Entry::number).toList();
    }
}
