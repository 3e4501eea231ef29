package dev.firstseen.runtime.live;

import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what {@link Amending} is to be done to and when, and what to do where it cannot be done. */
final class Amendments {
    /** How long an alert whose history has changed waits to be told anew: what is late seldom comes alone. */
    private static final Duration AMENDED_AFTER = Duration.ofMinutes(5);

    private static final int AT_ONCE = 100;

    private final Amending amending;
    private final Store store;
    private final Agenda agenda;
    private final boolean investigating;

    /**
     * @param agenda is told whose alerts are told otherwise
     * @param investigating whether accounts are investigated at all
     */
    Amendments(Amending amending, Store store, Agenda agenda, boolean investigating) {
        this.amending = amending;
        this.store = store;
        this.agenda = agenda;
        this.investigating = investigating;
    }

    /** As {@link Live#amendNext} says. */
    boolean next(long now, boolean all) {
        long due = all ? Long.MAX_VALUE : now - AMENDED_AFTER.toMillis();
        List<String> stale = store.read(transaction -> transaction.stale().before(due, AT_ONCE));
        if (stale.isEmpty()) {
            return false;
        }
        try {
            amend(stale, now);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            requireNotPassing(failure);
            // What one of them takes must not keep the others from it, nor end the service again and again.
            stale.forEach(id -> amendAlone(id, now));
        }
        return true;
    }

    private void amendAlone(String id, long now) {
        try {
            amend(List.of(id), now);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            requireNotPassing(failure);
            store.write(transaction -> {
                transaction.stale().remove(List.of(id));
                return true;
            });
            throw new InvestigationException(
                    "The history of the alert %s could not be told anew, and stays as it was told: %s."
                            .formatted(id, failure),
                    failure);
        }
    }

    /** The store's own trouble says nothing about what it was asked to do. */
    private static void requireNotPassing(Throwable failure) {
        if (failure instanceof StoreException refused && refused.isPassing()) {
            throw refused;
        }
    }

    private void amend(List<String> stale, long now) {
        Set<Account> changed = store.write(transaction -> {
            Set<Account> accounts = new HashSet<>();
            for (Stored alert : amending.amend(stale, transaction, now)) {
                if (investigating && !alert.names().isEmpty()) {
                    accounts.add(Account.known(alert.tenant(), alert.names(), transaction));
                    transaction.waiting().add(alert.tenant(), alert.names().getFirst(), false);
                }
            }
            return accounts;
        });
        changed.forEach(account -> agenda.add(account, Agenda.Cause.DEED, now));
    }

    /** An investigation tells of the account's alerts as they are by now; of very many, some wait for their turn. */
    void about(Account account, long now) {
        List<String> stale = store.read(transaction -> transaction
                .stale()
                .about(account.tenant(), transaction.accounts().names(account.tenant(), account.names())));
        if (!stale.isEmpty()) {
            store.write(transaction ->
                    amending.amend(stale.subList(0, Math.min(AT_ONCE, stale.size())), transaction, now));
        }
    }
}
