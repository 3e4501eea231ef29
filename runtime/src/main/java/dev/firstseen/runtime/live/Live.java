package dev.firstseen.runtime.live;

import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Receipt;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Incidents;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.Transaction;
import dev.firstseen.store.Waiting;
import dev.firstseen.microsoft.Rejection;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * Rules at work on a store. Parcels are read by many threads at once and committed by one; accounts are investigated
 * beside that. It has no thread of its own.
 */
public final class Live {
    /**
     * What is at work.
     *
     * @param rules all of them, ready to run
     * @param complete whether each rule file could be used: then a rule that is not among them is there no more, else it may
     *     come back
     * @param time which time decides what came before what
     * @param lateness how much older than the newest an event may be to be judged exactly
     * @param archiving whether every record is kept; without, nothing can be investigated and no new memory filled
     * @param exemptions alerts that are not raised
     * @param sinks the names of those that are told
     * @param networkTables the tables in which addresses are looked up, for the alerts
     */
    public record Plan(
            List<CompiledRule> rules,
            boolean complete,
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
                    Stream.concat(
                                    reports.stream().flatMap(report -> report.failure().stream()),
                                    reports.stream()
                                            .flatMap(report -> report.rejected().keySet().stream())
                                            .distinct()
                                            .sorted()
                                            .map(Rejection.Reason::sentence))
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
     * @param passedOver what rules could not use of events that match them, by rule id
     */
    public record Committed(
            List<Stored> alerts,
            long matching,
            long repeated,
            long excepted,
            Map<String, LateRecords.Late> late,
            Map<String, PassedOver> passedOver) {
        public Committed {
            alerts = List.copyOf(alerts);
            late = Map.copyOf(late);
            passedOver = Map.copyOf(passedOver);
        }
    }

    private final Store store;
    private final Set<String> away;
    private final WindowCache windows = new WindowCache();
    private final Agenda agenda;
    private final ParcelReading readers;
    private final Commit commit;
    private final Amendments amendments;
    private final Investigating investigating;
    private final Forgetting forgetting;

    private Live(Plan plan, Store store, LiveRules rules, Agenda agenda, Set<String> away) {
        this.away = Set.copyOf(away);
        this.store = store;
        this.agenda = agenda;
        this.readers = new ParcelReading(() -> new LoadReader(
                plan.reading(), rules.index().matcher(), plan.time(), rules.prefilter(), plan.archiving()));
        Judge judge = new Judge(rules, plan.lateness(), windows, plan.reading());
        this.commit = new Commit(
                rules,
                judge,
                new Lateness(plan.lateness()),
                plan.exemptions(),
                plan.sinks(),
                plan.networkTables(),
                plan.archiving() ? Optional.of(agenda) : Optional.empty());
        Recall recall = new Recall(rules.byId(), plan.complete(), plan.reading());
        this.amendments = new Amendments(
                new Amending(rules, recall, plan.networkTables(), plan.sinks()), store, agenda, plan.archiving());
        this.investigating = new Investigating(
                plan.playbooks(), new StandingAlerts(recall, Investigating.MOST_ALERTS), plan.reading(), plan.sinks());
        this.forgetting = new Forgetting(store, rules, plan.time(), plan.lateness());
    }

    /**
     * Puts rules to work: finds each its memory, or fills a new one from the archive.
     *
     * @param now in milliseconds since 1970
     */
    public static Live on(Store store, Plan plan, long now) {
        Set<String> away = store.read(transaction -> away(plan.rules(), transaction));
        List<LiveRule> found = store.write(transaction -> new MemoryFilling(
                        plan.reading(), plan.time(), plan.lateness(), transaction, now, MemoryFilling.AT_ONCE)
                .of(plan.rules()));
        return new Live(
                plan,
                store,
                LiveRules.of(found, plan.time()),
                // What waits goes on waiting until there is an archive again from which it can be investigated.
                plan.archiving() ? store.read(transaction -> agenda(transaction, now)) : new Agenda(),
                away);
    }

    private static Set<String> away(List<CompiledRule> rules, Transaction transaction) {
        Set<String> away = new TreeSet<>();
        transaction.memories().all().forEach(memory -> away.add(memory.rule()));
        rules.forEach(rule -> away.remove(rule.rule().id()));
        return away;
    }

    /** As it was when the service stopped. */
    private static Agenda agenda(Transaction transaction, long now) {
        Agenda agenda = new Agenda();
        transaction
                .incidents()
                .eachReach(incident -> agenda.add(
                        Account.known(incident.tenant(), incident.names(), transaction),
                        new Agenda.Reach(incident.from(), incident.until(), Set.copyOf(incident.networks()))));
        for (Waiting.Entry waiting : transaction.waiting().all()) {
            agenda.add(
                    Account.known(waiting.tenant(), List.of(waiting.name()), transaction),
                    waiting.urgent() ? Agenda.Cause.ALERT : Agenda.Cause.DEED,
                    now);
        }
        return agenda;
    }

    /**
     * Reads parcels, their loads side by side. What cannot be read, or not to its end, is told among the failures, and
     * passed over.
     *
     * @throws InterruptedException where this thread is interrupted; then nothing of it is to be committed
     */
    public Ready read(List<Parcel> parcels, ExecutorService workers) throws InterruptedException {
        return readers.read(parcels, workers);
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
        return amendments.next(now, all);
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
        investigate(next.get(), now, all);
        return true;
    }

    private void investigate(Account account, long now, boolean all) {
        long begin = System.nanoTime();
        try {
            amendments.about(account, now);
            Investigating.Investigated done = investigating.investigate(account, store, agenda, now, all);
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

    /** The ids of rules that ran before this start and are not among the rules now. */
    public Set<String> away() {
        return away;
    }

    /** How many accounts wait to be investigated, or are just being; not those that could not be. */
    public int waiting() {
        return agenda.size();
    }

    /** How many accounts could not be investigated, and wait for another attempt. */
    public int failing() {
        return agenda.failing();
    }

    /** The archive is about to let go of all that was available before a time, also where it is within the retention. */
    public void archiveBegins(long available) {
        investigating.forgetting(available);
    }

    /**
     * Lets go of what can no longer matter. By the records' own time it is as late as the newest of them: exports of last
     * year are not forgotten while they are read.
     *
     * @param now in milliseconds since 1970
     * @param retention for how long alerts and the archive are kept; alerts longer where a record that comes late may still
     *     change them, incidents, and the alerts that they name, until the last of these is as old
     */
    public void forget(long now, Duration retention) {
        investigating.forgetting(now - retention.toMillis());
        for (Incidents.Reach gone : forgetting.forget(now, retention)) {
            agenda.forget(
                    new Account(gone.tenant(), Set.copyOf(gone.names())),
                    new Agenda.Reach(gone.from(), gone.until(), Set.copyOf(gone.networks())));
        }
        agenda.tidy(now);
    }
}
