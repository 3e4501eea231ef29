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
import java.util.random.RandomGenerator;

/** Brings the outbox of one sink to it, in order; a storm of one rule as one message. Run by one thread. */
final class Courier implements Runnable {
    private static final int AT_ONCE = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final Outlet outlet;
    private final Store store;
    private final Clock clock;
    private final OperationsLog log;
    private final RandomGenerator random;
    private final Semaphore called = new Semaphore(0);
    private Optional<Limit.Allowance> allowance = Optional.empty();
    private volatile boolean failing;
    private volatile boolean running = true;

    /** @param name by which the outbox knows the sink */
    Courier(String name, Outlet outlet, Store store, Clock clock, OperationsLog log, RandomGenerator random) {
        this.name = name;
        this.outlet = outlet;
        this.store = store;
        this.clock = clock;
        this.log = log;
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

    /** Sends what is due; false where nothing is, or may be sent now. */
    private boolean deliverSome() throws InterruptedException {
        try {
            List<Outbox.Entry> entries =
                    store.read(transaction -> transaction.outbox().next(name, clock.millis(), AT_ONCE));
            return !entries.isEmpty() && send(entries);
        } catch (StoreException failure) {
            log.error("sink.store", failure.sentence(), "sink", name);
            return false;
        }
    }

    private boolean send(List<Outbox.Entry> entries) throws InterruptedException {
        List<Storms.Message> messages = messages(entries);
        if (messages.isEmpty()) {
            return false;
        }
        Map<String, List<Outbox.Entry>> byId = new HashMap<>();
        entries.forEach(entry ->
                byId.computeIfAbsent(entry.id(), _ -> new ArrayList<>(1)).add(entry));
        Delivery delivery = outlet.sink()
                .deliver(messages.stream().map(Storms.Message::notice).toList());
        List<Outbox.Entry> taken = new ArrayList<>();
        List<Outbox.Entry> again = new ArrayList<>();
        Outcome.Retry why = null;
        for (int i = 0; i < messages.size(); i++) {
            List<Outbox.Entry> covered = messages.get(i).covers().stream()
                    .flatMap(id -> byId.getOrDefault(id, List.of()).stream())
                    .toList();
            switch (delivery.outcomes().get(i)) {
                case Outcome.Taken _ -> taken.addAll(covered);
                case Outcome.Retry retry -> {
                    again.addAll(covered);
                    why = retry;
                }
                case Outcome.Refused refused -> bury(covered, refused.sentence());
            }
        }
        settle(taken, again, Optional.ofNullable(why));
        return why == null;
    }

    private List<Storms.Message> messages(List<Outbox.Entry> entries) {
        List<Notice> pending =
                entries.stream().map(entry -> NoticeJson.read(entry.notice())).toList();
        if (outlet.limit().isEmpty()) {
            return pending.stream()
                    .map(notice -> new Storms.Message(notice, List.of(notice.id())))
                    .toList();
        }
        Limit limit = outlet.limit().get();
        long now = clock.millis();
        Storms.Plan plan = Storms.plan(pending, limit, allowance.orElseGet(() -> limit.full(now)), now);
        allowance = Optional.of(plan.left());
        return plan.messages();
    }

    private void settle(List<Outbox.Entry> taken, List<Outbox.Entry> again, Optional<Outcome.Retry> why) {
        if (!taken.isEmpty()) {
            store.write(transaction -> {
                transaction.outbox().taken(numbers(taken));
                return true;
            });
        }
        if (why.isPresent()) {
            putOff(again, why.get());
        } else if (failing) {
            failing = false;
            log.info("sink.recovered", "The sink takes notices again.", "sink", name);
        }
    }

    private void putOff(List<Outbox.Entry> again, Outcome.Retry why) {
        if (!failing) {
            failing = true;
            log.warning("sink.failing", why.sentence(), "sink", name);
        }
        Outbox.Entry first = again.getFirst();
        switch (outlet.retries().next(first.attempts() + 1, why, random)) {
            case RetryPolicy.Next.DeadLetter dead -> bury(List.of(first), dead.sentence());
            case RetryPolicy.Next.After after ->
                store.write(transaction -> {
                    long due = clock.millis() + after.delay().toMillis();
                    transaction.outbox().retry(numbers(again), due, why.sentence());
                    return true;
                });
        }
    }

    private void bury(List<Outbox.Entry> entries, String reason) {
        entries.forEach(entry -> log.error("sink.refused", reason, "sink", name, "notice", entry.id()));
        store.write(transaction -> {
            transaction.outbox().bury(numbers(entries), reason);
            return true;
        });
    }

    private static List<Long> numbers(List<Outbox.Entry> entries) {
        return entries.stream().map(Outbox.Entry::number).toList();
    }
}
