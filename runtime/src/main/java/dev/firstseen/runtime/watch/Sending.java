package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Limit;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Storms;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes messages of the notices that are due, a storm of one rule one of them, and sends these to the sink. Used by one thread. */
final class Sending {
    private final String name;
    private final Outlet outlet;
    private final Store store;
    private final Clock clock;
    private Optional<Limit.Allowance> allowance = Optional.empty();

    /** @param name by which the outbox knows the sink */
    Sending(String name, Outlet outlet, Store store, Clock clock) {
        this.name = name;
        this.outlet = outlet;
        this.store = store;
        this.clock = clock;
    }

    /** Sends what may be sent now; empty where nothing may. */
    Optional<Results> send(List<Outbox.Entry> entries) throws InterruptedException {
        Map<String, List<Outbox.Entry>> byId = new HashMap<>();
        Consumer<Outbox.Entry> known = entry ->
                byId.computeIfAbsent(entry.id(), _ -> new ArrayList<>(1)).add(bare(entry));
        entries.forEach(known);
        List<Storms.Message> messages = messages(entries, taker -> eachBehind(entries.getLast(), known, taker));
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        Delivery delivery =
                deliver(messages.stream().map(Storms.Message::notice).toList());
        Results results = new Results();
        for (int i = 0; i < messages.size(); i++) {
            List<Outbox.Entry> covered = messages.get(i).covers().stream()
                    .flatMap(id -> byId.getOrDefault(id, List.of()).stream())
                    .toList();
            results.add(covered, delivery.outcomes().get(i));
        }
        return Optional.of(results);
    }

    /**
     * Sends one that failed so often that it may itself be the reason: where the sink takes the next, it is given up, else
     * both wait on and all behind them.
     */
    Results sendPast(Outbox.Entry first) throws InterruptedException {
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
        return results;
    }

    private Outcome alone(Outbox.Entry entry) throws InterruptedException {
        return deliver(List.of(NoticeJson.read(entry.notice()))).outcomes().getFirst();
    }

    /** A sink that breaks is like one that is away: the others, and all else, go on. */
    private Delivery deliver(List<Notice> notices) throws InterruptedException {
        try {
            return outlet.sink().deliver(notices);
        } catch (RuntimeException broken) {
            return Delivery.all(notices.size(), new Outcome.Retry("It broke: " + broken + '.'));
        }
    }

    /** Without its bytes: a storm covers many. */
    private static Outbox.Entry bare(Outbox.Entry entry) {
        return new Outbox.Entry(entry.number(), entry.sink(), entry.id(), new byte[0], entry.attempts(), entry.due());
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

    /** Goes through what waits behind a notice, a portion at a time. */
    private void eachBehind(Outbox.Entry last, Consumer<Outbox.Entry> known, Predicate<Notice> taker) {
        long[] number = {last.number()};
        while (true) {
            List<Outbox.Entry> portion =
                    store.read(transaction -> transaction.outbox().behind(name, number[0], Courier.AT_ONCE));
            for (Outbox.Entry entry : portion) {
                known.accept(entry);
                if (!taker.test(NoticeJson.read(entry.notice()))) {
                    return;
                }
            }
            if (portion.size() < Courier.AT_ONCE) {
                return;
            }
            number[0] = portion.getLast().number();
        }
    }
}
