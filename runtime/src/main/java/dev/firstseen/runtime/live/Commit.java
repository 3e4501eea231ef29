package dev.firstseen.runtime.live;

import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Parcel;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.runtime.live.LoadReader.ReadLoad;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Observations;
import dev.firstseen.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All that happens with a batch within its transaction. */
final class Commit {
    private final LiveRules rules;
    private final Judge judge;
    private final Exemptions exemptions;
    private final Collection<String> sinks;
    private final List<String> networkTables;

    Commit(LiveRules rules, Judge judge, Exemptions exemptions, Collection<String> sinks, List<String> networkTables) {
        this.rules = rules;
        this.judge = judge;
        this.exemptions = exemptions;
        this.sinks = List.copyOf(sinks);
        this.networkTables = List.copyOf(networkTables);
    }

    /**
     * What came of a batch.
     *
     * @param alerts that are different now
     * @param repeated how many matching events were known
     * @param excepted how many alerts an exception kept from being raised
     */
    record Committed(List<Stored> alerts, long repeated, long excepted) {
        Committed {
            alerts = List.copyOf(alerts);
        }
    }

    Committed commit(Batch batch, Transaction transaction, long now) {
        Observations observations = transaction.observations();
        for (Gap gap : batch.gaps()) {
            note(gap, batch.parcels(), observations);
        }
        Coverage seen = batch.coverage();
        observations.add(seen);
        for (ReadLoad load : batch.loads()) {
            if (!load.archived().isEmpty()) {
                transaction.archive().add(load.archived());
            }
        }
        List<Matched> matched = batch.matched();
        Judge.Judged judged = matched.isEmpty()
                ? new Judge.Judged(List.of(), 0)
                : judge.judge(matched, transaction, new Observed(observations.coverage(), observations.gaps()));
        List<AlertChange> standing = new ArrayList<>();
        for (AlertChange change : judged.changes()) {
            if (!isExcepted(change)) {
                standing.add(change);
            }
        }
        Ndjson format = AlertBook.format(now, networkTables);
        List<Stored> alerts = standing.isEmpty()
                ? List.of()
                : new AlertBook(rules.byId(), format, sinks, now, transaction).write(standing);
        for (Parcel parcel : batch.parcels()) {
            transaction
                    .cursors()
                    .change(
                            parcel.source(),
                            parcel.change().put(),
                            parcel.change().removed());
        }
        return new Committed(alerts, judged.repeated(), judged.changes().size() - standing.size());
    }

    private boolean isExcepted(AlertChange change) {
        return switch (change) {
            case AlertChange.Raised(Alert alert, Matched _) ->
                exemptions.apply(List.of(alert)).shown().isEmpty();
            case AlertChange.Withdrawn _ -> false;
        };
    }

    private static void note(Gap gap, List<Parcel> parcels, Observations observations) {
        String source = parcels.stream()
                .filter(parcel -> parcel.gaps().contains(gap))
                .findFirst()
                .orElseThrow()
                .source();
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
