package dev.firstseen.runtime.live;

import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.util.Comparator;

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
     * @return before which time no alert and no incident is kept
     */
    long forget(long now, Duration retention) {
        long reached = time == LiveTime.AVAILABLE ? now : Math.min(now, newest());
        long kept = reached - longer(retention, lateness.plus(longestLookback())).toMillis();
        long known = reached - rules.longestReach().plus(lateness).toMillis();
        long archived = now - retention.toMillis();
        all(transaction -> transaction.terms().forgetBefore(reached));
        all(transaction -> transaction.ledger().forgetBefore(known));
        for (LiveRule rule : rules.all()) {
            rule.lookback().ifPresent(lookback -> {
                long before = reached - lateness.plus(lookback.multipliedBy(2)).toMillis();
                all(transaction ->
                        transaction.counted().forgetBefore(rule.memory().number(), before));
            });
        }
        all(transaction -> transaction.alerts().forgetBefore(kept));
        // Of a tenant as old as that nothing is remembered for which another record could be late.
        all(transaction -> transaction.late().forgetBefore(Math.min(known, kept)));
        all(transaction -> transaction.incidents().forgetBefore(kept));
        all(transaction -> transaction.archive().forgetBefore(archived));
        all(transaction -> transaction.accounts().forgetBefore(archived));
        store.write(transaction -> transaction.observations().forgetBefore(kept));
        return kept;
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
        long[] newest = {Long.MIN_VALUE / 2};
        store.read(transaction -> transaction.observations().coverage())
                .logs()
                .values()
                .forEach(hours -> hours.forEach((place, marked) -> newest[0] = Math.max(
                        newest[0], ObservedHours.HOUR * (64L * place + 64 - Long.numberOfLeadingZeros(marked)))));
        return newest[0];
    }
}
