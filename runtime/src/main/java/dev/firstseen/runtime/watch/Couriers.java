package dev.firstseen.runtime.watch;

import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The couriers of all sinks, and what waits for them. Safe for use by many threads. */
final class Couriers {
    private final Store store;
    private final OperationsLog log;
    private final List<Courier> all;

    /** @param sinks by the names that the outbox knows */
    Couriers(Map<String, Outlet> sinks, Store store, Clock clock, OperationsLog log, Troubles troubles) {
        this.store = store;
        this.log = log;
        Random random = new Random();
        this.all = sinks.entrySet().stream()
                .map(sink -> new Courier(sink.getKey(), sink.getValue(), store, clock, log, troubles, random))
                .toList();
    }

    void each(Consumer<Courier> taker) {
        all.forEach(taker);
    }

    /** Something may be in the outbox. */
    void call() {
        all.forEach(Courier::call);
    }

    /** Asks them to end after what they are sending. */
    void stop() {
        all.forEach(Courier::stop);
    }

    /** Whether something waits for a sink that takes notices, or nobody can tell. */
    boolean areSending() throws InterruptedException {
        return backlog().map(this::areSending).orElse(true);
    }

    /** Whether all is sent that sinks take; what they do not take is told then. */
    boolean haveSent() throws InterruptedException {
        Optional<Map<String, Outbox.Backlog>> backlog = backlog();
        if (backlog.isEmpty() || areSending(backlog.get())) {
            return false;
        }
        tellUnsent(backlog.get());
        return true;
    }

    private boolean areSending(Map<String, Outbox.Backlog> backlog) {
        return all.stream()
                .filter(courier -> !courier.isFailing())
                .anyMatch(courier -> waitingFor(courier, backlog) > 0);
    }

    private void tellUnsent(Map<String, Outbox.Backlog> backlog) {
        for (Courier courier : all) {
            long waiting = waitingFor(courier, backlog);
            if (waiting > 0) {
                log.warning(
                        "sink.unsent",
                        "%d notices wait for the sink until the next start.".formatted(waiting),
                        "sink",
                        courier.name());
            }
        }
    }

    /** What waits for the sinks; empty while the database does not tell. */
    private Optional<Map<String, Outbox.Backlog>> backlog() throws InterruptedException {
        try {
            return Optional.of(store.read(transaction -> transaction.outbox().backlog()));
        } catch (StoreException refused) {
            if (!refused.isPassing()) {
                throw refused;
            }
            log.error("store.failing", refused.sentence());
            TimeUnit.MILLISECONDS.sleep(Troubles.STORE_WAIT.toMillis());
            return Optional.empty();
        }
    }

    private static long waitingFor(Courier courier, Map<String, Outbox.Backlog> backlog) {
        Outbox.Backlog own = backlog.get(courier.name());
        return own == null ? 0 : own.waiting();
    }
}
