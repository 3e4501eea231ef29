package dev.firstseen.runtime.live;

import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.store.Observations;
import dev.firstseen.store.Transaction;
import java.util.Collection;
import java.util.List;

/** All that happens with a batch within its transaction. */
final class Commit {
    private final LiveRules rules;
    private final Judge judge;
    private final Lateness lateness;
    private final Exemptions exemptions;
    private final Collection<String> sinks;
    private final List<String> networkTables;
    private final NamesTogether together = new NamesTogether();

    Commit(
            LiveRules rules,
            Judge judge,
            Lateness lateness,
            Exemptions exemptions,
            Collection<String> sinks,
            List<String> networkTables) {
        this.rules = rules;
        this.judge = judge;
        this.lateness = lateness;
        this.exemptions = exemptions;
        this.sinks = List.copyOf(sinks);
        this.networkTables = List.copyOf(networkTables);
    }

    Live.Committed commit(Batch batch, Transaction transaction, long now) {
        Observations observations = transaction.observations();
        observations.add(batch.coverage());
        transaction.archive().add(batch.archived());
        batch.loads().forEach(load -> together.write(load.together(), transaction.accounts(), now));
        for (Parcel parcel : batch.parcels()) {
            parcel.gaps().forEach(gap -> note(parcel.source(), gap, observations));
            transaction
                    .cursors()
                    .change(
                            parcel.source(),
                            parcel.change().put(),
                            parcel.change().removed());
        }
        List<Matched> matched = batch.matched();
        Judge.Judged judged = judge.judge(matched, transaction, new Observed(observations));
        List<AlertChange> standing =
                judged.changes().stream().filter(change -> !isExcepted(change)).toList();
        return new Live.Committed(
                AlertBook.write(standing, rules.byId(), networkTables, sinks, now, transaction),
                matched.size(),
                matched.size() - judged.fresh().size(),
                judged.changes().size() - standing.size(),
                lateness.tell(batch.loads(), judged.fresh(), transaction.late(), now));
    }

    /** To be called when the transaction fails. */
    void failed() {
        together.clear();
    }

    private boolean isExcepted(AlertChange change) {
        return switch (change) {
            case AlertChange.Raised(Alert alert, Matched _) ->
                exemptions.apply(List.of(alert)).shown().isEmpty();
            case AlertChange.Withdrawn _ -> false;
        };
    }

    private static void note(String source, Gap gap, Observations observations) {
        Observations.Gap missing = new Observations.Gap(
                source,
                gap.tenant(),
                gap.log(),
                gap.from().toEpochMilli(),
                gap.to().toEpochMilli(),
                gap.reason());
        switch (gap.state()) {
            case OPEN, FINAL -> observations.open(missing);
            case CLOSED -> observations.close(missing);
        }
    }
}
