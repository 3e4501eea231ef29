package dev.firstseen.runtime.live;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Receipt;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.Transaction;
import dev.firstseen.store.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Rules at work on a store. Parcels are read by many threads at once and committed by one; accounts are investigated
 * beside that. It has no thread of its own.
 */
public final class Live {
    /**
     * What is at work.
     *
     * @param rules all of them, ready to run
     * @param time which time decides what came before what
     * @param lateness how much older than the newest an event may be to be judged exactly
     * @param archiving whether every record is kept; without, nothing can be investigated and no new memory filled
     * @param exemptions alerts that are not raised
     * @param sinks the names of those that are told
     * @param networkTables the tables in which addresses are looked up, for the alerts
     */
    public record Plan(
            List<CompiledRule> rules,
            LiveTime time,
            Duration lateness,
            boolean archiving,
            RecordReading reading,
            Exemptions exemptions,
            Playbooks playbooks,
            Collection<String> sinks,
            List<String> networkTables) {
        public Plan {
            rules = List.copyOf(rules);
            sinks = List.copyOf(sinks);
            networkTables = List.copyOf(networkTables);
        }
    }

    /**
     * Parcels that were read and are to be committed as one. What it holds is known to {@link Live} alone.
     *
     * @param reports what was read of each load
     */
    public record Ready(List<Parcel> parcels, List<ExportReport> reports, List<String> failures, Batch batch) {

        /** Tells those who handed the parcels over that they are committed. */
        public void confirm() {
            List<List<LoadReader.ReadLoad>> loads = batch.byParcel();
            for (int i = 0; i < parcels.size(); i++) {
                parcels.get(i)
                        .committed()
                        .accept(receipt(loads.get(i).stream()
                                .map(LoadReader.ReadLoad::report)
                                .toList()));
            }
        }

        private static Receipt receipt(List<ExportReport> reports) {
            return new Receipt(
                    reports.stream().mapToLong(ExportReport::records).sum(),
                    reports.stream().mapToLong(ExportReport::rejectedRecords).sum(),
                    reports.stream()
                            .flatMap(report -> report.failure().stream())
                            .toList());
        }
    }

    /**
     * What was committed.
     *
     * @param alerts that are different now
     * @param matching how many events matched a rule
     * @param repeated how many of these were known
     * @param excepted how many alerts an exception kept from being raised
     * @param late what of it came too late to be judged exactly, by source
     */
    public record Committed(
            List<Stored> alerts, long matching, long repeated, long excepted, Map<String, LateRecords.Late> late) {
        public Committed {
            alerts = List.copyOf(alerts);
            late = Map.copyOf(late);
        }
    }

    /** How long an alert whose history has changed waits to be told anew: what is late seldom comes alone. */
    private static final Duration AMENDED_AFTER = Duration.ofMinutes(5);

    private static final int AMENDED_AT_ONCE = 100;

    private final Plan plan;
    private final Store store;
    private final LiveRules rules;
    private final WindowCache windows = new WindowCache();
    private final Agenda agenda;
    private final Deque<LoadReader> readers = new ArrayDeque<>();
    private final Commit commit;
    private final Amending amending;
    private final Investigating investigating;

    private Live(Plan plan, Store store, LiveRules rules, Agenda agenda) {
        this.plan = plan;
        this.store = store;
        this.rules = rules;
        this.agenda = agenda;
        Judge judge = new Judge(rules, plan.lateness(), windows, plan.reading());
        this.commit = new Commit(
                rules,
                judge,
                new Lateness(plan.lateness()),
                plan.exemptions(),
                plan.sinks(),
                plan.networkTables(),
                plan.archiving() ? Optional.of(agenda) : Optional.empty());
        Recall recall = new Recall(rules.byId(), plan.reading());
        this.amending = new Amending(rules, recall, plan.networkTables(), plan.sinks());
        this.investigating = new Investigating(
                plan.playbooks(), new StandingAlerts(recall, Investigating.MOST_ALERTS), plan.reading(), plan.sinks());
    }

    /**
     * Puts rules to work: finds each its memory, or fills a new one from the archive.
     *
     * @param now in milliseconds since 1970
     */
    public static Live on(Store store, Plan plan, long now) {
        List<LiveRule> found = store.write(transaction -> new MemoryFilling(
                        plan.reading(), plan.time(), plan.lateness(), transaction, now, MemoryFilling.AT_ONCE)
                .of(plan.rules()));
        return new Live(
                plan,
                store,
                LiveRules.of(found, plan.time()),
                // What waits goes on waiting until there is an archive again from which it can be investigated.
                plan.archiving() ? store.read(transaction -> agenda(transaction, now)) : new Agenda());
    }

    /** As it was when the service stopped. */
    private static Agenda agenda(Transaction transaction, long now) {
        Agenda agenda = new Agenda();
        transaction
                .incidents()
                .eachReach(incident -> agenda.add(
                        account(incident.tenant(), incident.names(), transaction),
                        new Agenda.Reach(incident.from(), incident.until(), Set.copyOf(incident.networks()))));
        for (Waiting.Entry waiting : transaction.waiting().all()) {
            agenda.add(
                    account(waiting.tenant(), List.of(waiting.name()), transaction),
                    waiting.urgent() ? Agenda.Cause.ALERT : Agenda.Cause.DEED,
                    now);
        }
        return agenda;
    }

    private static Account account(String tenant, List<String> names, Transaction transaction) {
        return new Account(tenant, transaction.accounts().names(tenant, names));
    }

    /**
     * Reads parcels, their loads side by side. What cannot be read, or not to its end, is told among the failures, and
     * passed over.
     *
     * @throws InterruptedException where this thread is interrupted; then nothing of it is to be committed
     */
    public Ready read(List<Parcel> parcels, ExecutorService workers) throws InterruptedException {
        List<Load> loads = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<Future<LoadReader.ReadLoad>> reading = new ArrayList<>();
        for (Parcel parcel : parcels) {
            for (Load load : parcel.loads()) {
                Callable<LoadReader.ReadLoad> read = () -> read(parcel.source(), load);
                loads.add(load);
                sources.add(parcel.source());
                reading.add(workers.submit(read));
            }
        }
        List<LoadReader.ReadLoad> read = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            String name = loads.get(i).name();
            try {
                LoadReader.ReadLoad load = reading.get(i).get();
                read.add(load);
                load.report().failure().ifPresent(sentence -> failures.add(name + ": " + sentence));
            } catch (ExecutionException failure) {
                // Out of memory says nothing about the load.
                if (failure.getCause() instanceof Error error) {
                    throw error;
                }
                failures.add(name + ": " + failure.getCause());
                read.add(LoadReader.unreadable(sources.get(i), loads.get(i), "Reading it failed."));
            }
        }
        // A worker that is interrupted stops in the middle of a load.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new Ready(
                parcels, read.stream().map(LoadReader.ReadLoad::report).toList(), failures, new Batch(parcels, read));
    }

    private LoadReader.ReadLoad read(String source, Load load) {
        LoadReader reader = borrowed();
        LoadReader.ReadLoad read = reader.read(source, load);
        // One that failed is not used again: nobody knows in what state it is.
        giveBack(reader);
        return read;
    }

    private LoadReader borrowed() {
        @Nullable LoadReader free;
        synchronized (readers) {
            free = readers.poll();
        }
        return free != null
                ? free
                : new LoadReader(
                        plan.reading(), rules.index().matcher(), plan.time(), rules.prefilter(), plan.archiving());
    }

    private void giveBack(LoadReader reader) {
        synchronized (readers) {
            readers.push(reader);
        }
    }

    /**
     * Commits what was read: archive, memory, alerts, outbox and cursors, all or nothing. By one thread at a time.
     *
     * @throws dev.firstseen.store.StoreException where the store could not; nothing has changed and it may be tried again
     */
    public Committed commit(Ready ready, long now) {
        Commit.Done done;
        try {
            done = store.write(transaction -> commit.commit(ready.batch(), transaction, now));
        } catch (RuntimeException failure) {
            windows.clear();
            commit.failed();
            throw failure;
        }
        done.waiting().forEach((account, cause) -> agenda.add(account, cause, now));
        return done.committed();
    }

    /**
     * Tells some alerts anew whose history is another since records came late. By one thread at a time.
     *
     * @param now in milliseconds since 1970
     * @param all whether those are due that have only just become stale
     * @return false where none is due
     * @throws InvestigationException where one could not be; it goes on telling what it told
     * @throws dev.firstseen.store.StoreException where the store will not do it now; all wait as before
     */
    public boolean amendNext(long now, boolean all) {
        long due = all ? Long.MAX_VALUE : now - AMENDED_AFTER.toMillis();
        List<String> stale = store.read(transaction -> transaction.stale().before(due, AMENDED_AT_ONCE));
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
                if (plan.archiving() && !alert.names().isEmpty()) {
                    accounts.add(account(alert.tenant(), alert.names(), transaction));
                    transaction.waiting().add(alert.tenant(), alert.names().getFirst(), false);
                }
            }
            return accounts;
        });
        changed.forEach(account -> agenda.add(account, Agenda.Cause.DEED, now));
    }

    /** An investigation tells of the account's alerts as they are by now; of very many, some wait for their turn. */
    private void amendAbout(Account account, long now) {
        List<String> stale = store.read(transaction -> transaction
                .stale()
                .about(account.tenant(), transaction.accounts().names(account.tenant(), account.names())));
        if (!stale.isEmpty()) {
            store.write(transaction ->
                    amending.amend(stale.subList(0, Math.min(AMENDED_AT_ONCE, stale.size())), transaction, now));
        }
    }

    /**
     * Investigates the account that has waited longest. By one thread at a time.
     *
     * @param all whether those are due that may do more yet
     * @return false where none is due
     * @throws InvestigationException where it could not be; it waits for another attempt
     * @throws dev.firstseen.store.StoreException where the store will not do it now; it waits as before
     */
    public boolean investigateNext(long now, boolean all) {
        Optional<Account> next = agenda.next(now, all);
        if (next.isEmpty()) {
            return false;
        }
        investigate(next.get(), now);
        return true;
    }

    private void investigate(Account account, long now) {
        long begin = System.nanoTime();
        try {
            amendAbout(account, now);
            Investigating.Investigated done = investigating.investigate(account, store, agenda, now);
            done.waits().ifPresent(cause -> agenda.add(done.account(), cause, now));
            agenda.investigated(done.account(), now, millisSince(begin));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            // What one account takes must not end the service: it would take it again after the next start.
            if (failure instanceof StoreException refused && refused.isPassing()) {
                agenda.refused(account, now, millisSince(begin));
                throw refused;
            }
            agenda.failed(account, now, millisSince(begin));
            throw new InvestigationException(
                    "%s could not be investigated, and is tried again later: %s."
                            .formatted(
                                    Collections.min(account.names()),
                                    failure instanceof InvestigationException known ? known.sentence() : failure),
                    failure);
        }
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** How many accounts wait to be investigated, or are just being; not those that could not be. */
    public int waiting() {
        return agenda.size();
    }

    /** How many accounts could not be investigated, and wait for another attempt. */
    public int failing() {
        return agenda.failing();
    }

    /**
     * Lets go of what can no longer matter. By the records' own time it is as late as the newest of them: exports of last
     * year are not forgotten while they are read.
     *
     * @param now in milliseconds since 1970
     * @param retention for how long alerts, incidents and the archive are kept
     */
    public void forget(long now, Duration retention) {
        long reached = plan.time() == LiveTime.AVAILABLE ? now : Math.min(now, newest());
        long kept = reached - retention.toMillis();
        long known = reached - rules.longestReach().plus(plan.lateness()).toMillis();
        all(transaction -> transaction.terms().forgetBefore(reached));
        all(transaction -> transaction.ledger().forgetBefore(known));
        for (LiveRule rule : rules.all()) {
            rule.lookback()
                    .map(lookback -> reached
                            - plan.lateness().plus(lookback.multipliedBy(2)).toMillis())
                    .ifPresent(before -> all(transaction ->
                            transaction.counted().forgetBefore(rule.memory().number(), before)));
        }
        all(transaction -> transaction.alerts().forgetBefore(kept));
        // Of a tenant as old as that nothing is remembered for which another record could be late.
        all(transaction -> transaction.late().forgetBefore(Math.min(known, kept)));
        all(transaction -> transaction.incidents().forgetBefore(kept));
        investigating.forgetting(now - retention.toMillis());
        agenda.forgetBefore(kept, now);
        all(transaction -> transaction.archive().forgetBefore(now - retention.toMillis()));
        all(transaction -> transaction.accounts().forgetBefore(now - retention.toMillis()));
        store.write(transaction -> transaction.observations().forgetBefore(kept));
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
