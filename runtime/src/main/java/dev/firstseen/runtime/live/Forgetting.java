package dev.firstseen.runtime.live;

import dev.firstseen.store.Incidents;
import dev.firstseen.store.Store;
import dev.firstseen.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Lets go of what can no longer matter. */
final class Forgetting {
    private final Store store;
    private final LiveRules rules;
    private final LiveTime time;
    private final Duration lateness;

    Forgetting(Store store, LiveRules rules, LiveTime time, Duration lateness) {
        this.store = store;
        this.rules = rules;
        this.time = time;
        this.lateness = lateness;
    }

    /**
     * As {@link Live#forget} says.
     *
     * @return what belonged to the incidents that were let go of
     */
    List<Incidents.Reach> forget(long now, Duration retention) {
        long reached = time == LiveTime.AVAILABLE ? now : Math.min(now, newest());
        long kept =
                reached - longer(retention, lateness.plus(longestLookback())).toMillis();
        long known = reached - rules.longestReach().plus(lateness).toMillis();
        long archived = now - retention.toMillis();
        all(transaction -> transaction.terms().forgetBefore(reached));
        all(transaction -> transaction.ledger().forgetBefore(known));
        all(transaction -> transaction.losses().forgetBefore(known));
        for (LiveRule rule : rules.all()) {
            rule.lookback().ifPresent(lookback -> {
                long before = reached - lateness.plus(lookback.multipliedBy(2)).toMillis();
                all(transaction ->
                        transaction.counted().forgetBefore(rule.memory().number(), before));
            });
        }
        all(transaction -> transaction.alerts().forgetBefore(kept));
        List<Incidents.Reach> gone = incidents(kept);
        // Of a tenant as old as that nothing is remembered for which another record could be late.
        all(transaction -> transaction.late().forgetBefore(Math.min(known, kept)));
        all(transaction -> transaction.archive().forgetBefore(archived));
        all(transaction -> transaction.accounts().forgetBefore(archived));
        store.write(transaction -> transaction.observations().forgetBefore(kept));
        return gone;
    }

    /** Some incidents and, at once, the alerts that only they kept: without it another would be made of these. */
    private static List<Incidents.Reach> withAlerts(long kept, Transaction transaction) {
        List<Incidents.Reach> gone = transaction.incidents().forgetBefore(kept);
        long alerts;
        do {
            alerts = transaction.alerts().forgetBefore(kept);
        } while (alerts > 0);
        return gone;
    }

    private List<Incidents.Reach> incidents(long kept) {
        List<Incidents.Reach> gone = new ArrayList<>();
        List<Incidents.Reach> more;
        do {
            more = store.write(transaction -> withAlerts(kept, transaction));
            gone.addAll(more);
        } while (!more.isEmpty());
        return gone;
    }

    /**
     * A record that comes late tells what was crossed after it anew: what was raised there must be known, or it would be
     * raised again.
     */
    private Duration longestLookback() {
        return rules.all().stream()
                .flatMap(rule -> rule.lookback().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The store forgets a bounded number at a time, so that nobody waits for long. */
    private void all(Store.Work<Long> forgetting) {
        long forgotten;
        do {
            forgotten = store.write(forgetting);
        } while (forgotten > 0);
    }

    /** The end of the last hour that had records. */
    private long newest() {
        return store.<OptionalLong>read(
                        transaction -> transaction.observations().newest())
                .orElse(Long.MIN_VALUE / 2);
    }
}
