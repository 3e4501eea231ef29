package dev.firstseen.runtime.live;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Observations;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that happens with a batch within its transaction. */
final class Commit {
    /** The reason of what is no record, but a load of who knows how many. */
    private static final String UNREADABLE = "It could not be read, or not to its end.";

    /** How much is listed of such a load, in bytes. */
    private static final int BEGINNING = 200;

    private final LiveRules rules;
    private final Judge judge;
    private final Staleness staleness;
    private final Lateness lateness;
    private Exemptions exemptions;
    private final Collection<String> sinks;
    private final List<String> networkTables;
    private final Optional<Agenda> agenda;
    private final NamesTogether together = new NamesTogether();

    /** What was committed, and which accounts wait because of it. */
    record Done(Live.Committed committed, Map<Account, Agenda.Cause> waiting) {}

    /** @param agenda who is investigated; empty where nobody is */
    Commit(
            LiveRules rules,
            Judge judge,
            Lateness lateness,
            Exemptions exemptions,
            Collection<String> sinks,
            List<String> networkTables,
            Optional<Agenda> agenda) {
        this.rules = rules;
        this.judge = judge;
        this.staleness = new Staleness(rules.longestReach());
        this.lateness = lateness;
        this.exemptions = exemptions;
        this.sinks = List.copyOf(sinks);
        this.networkTables = List.copyOf(networkTables);
        this.agenda = agenda;
    }

    Done commit(Batch batch, Transaction transaction, long now) {
        Observations observations = transaction.observations();
        Coverage fresh = observations.add(batch.coverage());
        transaction.archive().add(batch.archived());
        if (agenda.isEmpty()) {
            transaction.losses().add(batch.losses(rules.time()));
        }
        for (LoadReader.ReadLoad load : batch.loads()) {
            together.write(load.together(), transaction.accounts(), now);
        }
        rejectAll(batch, transaction.rejects(), now);
        batch.parcels().forEach(parcel -> listLost(parcel, transaction.rejects(), now));
        for (Parcel parcel : batch.parcels()) {
            for (Gap gap : parcel.gaps()) {
                note(parcel.source(), gap, observations);
                staleness.changed(gap, observations, transaction.stale(), now);
            }
            transaction
                    .cursors()
                    .change(
                            parcel.source(),
                            parcel.change().put(),
                            parcel.change().removed());
        }
        staleness.observed(fresh, transaction.stale(), now);
        List<Matched> matched = batch.matched();
        Judge.Judged judged =
                judge.judge(matched, transaction, new Observed(observations, transaction.losses(), rules.time()), now);
        exemptions = exemptions.on(LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC));
        List<AlertChange> standing =
                judged.changes().stream().filter(change -> !isExcepted(change)).toList();
        AlertBook.Written written = AlertBook.write(standing, rules.byId(), networkTables, sinks, now, transaction);
        return new Done(
                new Live.Committed(
                        written.alerts(),
                        matched.size(),
                        matched.size() - judged.fresh().size(),
                        judged.changes().size() - standing.size(),
                        lateness.tell(batch.loads(), judged.fresh(), transaction.late(), now),
                        judged.passedOver()),
                agenda.map(agenda -> waiting(batch, written, agenda, transaction))
                        .orElse(Map.of()));
    }

    private static void rejectAll(Batch batch, Rejects rejects, long now) {
        List<Load> loads = batch.parcels().stream()
                .flatMap(parcel -> parcel.loads().stream())
                .toList();
        for (int i = 0; i < loads.size(); i++) {
            LoadReader.ReadLoad read = batch.loads().get(i);
            byte[] bytes = loads.get(i).bytes();
            read.report()
                    .failure()
                    .ifPresent(sentence -> rejects.add(
                            new Rejects.Kind(read.source(), UNREADABLE),
                            1,
                            List.of(new Rejects.Reject(read.report().name(), "", sentence, beginning(bytes), now))));
            reject(read, rejects, now);
        }
    }

    /** What was not there to be read is a gap instead. */
    private static void listLost(Parcel parcel, Rejects rejects, long now) {
        for (Condition.Lost lost : parcel.lost()) {
            switch (lost.reason()) {
                case EXPIRED, NOT_FOUND -> {}
                case TOO_LARGE, UNREADABLE, TRUNCATED ->
                    rejects.add(
                            new Rejects.Kind(parcel.source(), UNREADABLE),
                            1,
                            List.of(new Rejects.Reject(lost.what(), "", lost.sentence(), "", now)));
            }
        }
    }

    private static String beginning(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.UTF_8);
        return bytes.length > BEGINNING ? beginning + "…" : beginning;
    }

    /** What could not be used is counted, and the first of it in a load listed, of which the beginning is known. */
    private static void reject(LoadReader.ReadLoad load, Rejects rejects, long now) {
        ExportReport report = load.report();
        report.rejected()
                .forEach((reason, records) -> rejects.add(
                        new Rejects.Kind(load.source(), reason.sentence()),
                        records,
                        report.rejectedRows().stream()
                                .filter(row -> row.rejection().reason() == reason)
                                .limit(Rejects.LISTED)
                                .map(row -> new Rejects.Reject(
                                        "%s, line %,d".formatted(report.name(), row.line()),
                                        row.dataset(),
                                        row.rejection().detail(),
                                        row.excerpt(),
                                        now))
                                .toList()));
    }

    /** Decided here, so that it is written down together with what it is because of. */
    private static Map<Account, Agenda.Cause> waiting(
            Batch batch, AlertBook.Written written, Agenda agenda, Transaction transaction) {
        Map<Account, Agenda.Cause> waiting = new HashMap<>();
        for (LoadReader.ReadLoad load : batch.loads()) {
            load.together().stream().filter(agenda::isNews).forEach(account -> waiting.put(account, Agenda.Cause.DEED));
            for (Archive.Entry entry : load.archived()) {
                agenda.touchedBy(entry.tenant(), entry.keys(), entry.time())
                        .forEach((account, cause) -> waiting.merge(account, cause, Agenda::pressing));
            }
        }
        // How many are counted on an alert is told of its account, whoever they are about.
        transaction
                .alerts()
                .find(written.heads())
                .values()
                .forEach(head -> wait(head, Agenda.Cause.DEED, waiting, transaction));
        written.alerts().forEach(alert -> wait(alert, Agenda.Cause.ALERT, waiting, transaction));
        waiting.forEach((account, cause) -> transaction
                .waiting()
                .add(account.tenant(), Collections.min(account.names()), cause == Agenda.Cause.ALERT));
        return waiting;
    }

    private static void wait(
            Stored alert, Agenda.Cause cause, Map<Account, Agenda.Cause> waiting, Transaction transaction) {
        if (!alert.names().isEmpty()) {
            Set<String> names = transaction.accounts().names(alert.tenant(), alert.names());
            waiting.merge(new Account(alert.tenant(), names), cause, Agenda::pressing);
        }
    }

    /** To be called when the transaction fails. */
    void failed() {
        together.clear();
    }

    private boolean isExcepted(AlertChange change) {
        return switch (change) {
            case AlertChange.Raised(Alert alert, Matched _, String _) ->
                exemptions.of(alert).isPresent();
            case AlertChange.Amended _, AlertChange.Withdrawn _ -> false;
        };
    }

    private static void note(String source, Gap gap, Observations observations) {
        Observations.Gap missing = new Observations.Gap(
                source,
                gap.id(),
                gap.tenant(),
                gap.log(),
                gap.from().toEpochMilli(),
                gap.to().toEpochMilli(),
                gap.reason());
        switch (gap.state()) {
            case OPEN, FINAL -> observations.open(missing);
            case CLOSED -> observations.close(source, gap.id());
        }
    }
}
