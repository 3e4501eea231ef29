package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.store.Alerts.State;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells alerts anew whose history is another since records came late. */
final class Amending {
    private final Map<String, LiveRule> rules = new HashMap<>();
    private final LiveTime time;
    private final Recall recall;
    private final List<String> networkTables;
    private final Collection<String> sinks;

    /**
     * @param networkTables the tables in which addresses are looked up
     * @param sinks that are told
     */
    Amending(LiveRules rules, Recall recall, List<String> networkTables, Collection<String> sinks) {
        rules.all().forEach(rule -> this.rules.put(rule.rule().id(), rule));
        this.time = rules.time();
        this.recall = recall;
        this.networkTables = List.copyOf(networkTables);
        this.sinks = List.copyOf(sinks);
    }

    /** Amends those of some stale alerts that are told otherwise by now; gives these. None of them is stale any more. */
    List<Stored> amend(Collection<String> ids, Transaction transaction, long now) {
        Map<String, Histories> histories = new HashMap<>();
        Observed observed = new Observed(transaction.observations(), transaction.losses(), time);
        List<AlertChange> changes = new ArrayList<>();
        for (Stored stored : transaction.alerts().find(ids).values()) {
            LiveRule rule = rules.get(stored.rule());
            if (stored.state() != State.WITHDRAWN
                    && rule != null
                    && rule.rule().detection() instanceof Detection.NewTerms detection) {
                amended(
                                stored,
                                histories.computeIfAbsent(
                                        stored.rule(),
                                        _ -> new Histories(rule.memory(), detection, transaction.terms(), observed)))
                        .ifPresent(changes::add);
            }
        }
        transaction.stale().remove(ids);
        return AlertBook.write(changes, recall.rules(), networkTables, sinks, now, transaction)
                .alerts();
    }

    private Optional<AlertChange> amended(Stored stored, Histories histories) {
        if (recall.of(stored).orElse(null) instanceof Alert.FirstSeen was) {
            Term term = new Term(was.terms());
            History history = keeping(term, was.history(), histories.of(was.event(), stored.time(), term));
            if (histories
                            .owner(new Histories.Whose(stored.tenant(), term.first()))
                            .equals(stored.owner())
                    && !history.equals(was.history())) {
                return Optional.of(new AlertChange.Amended(
                        stored, new Alert.FirstSeen(was.id(), was.rule(), was.event(), was.terms(), history)));
            }
        }
        return Optional.empty();
    }

    /** Late records only add to what was seen: a term that is not there any more was forgotten, and stays told. */
    static History keeping(Term term, History told, History now) {
        Map<List<Value.Scalar>, History.Earlier> known = seen(now);
        Map<List<Value.Scalar>, History.Earlier> all = seen(told);
        if (now.further() > 0 || known.keySet().containsAll(all.keySet())) {
            return now;
        }
        if (told.further() > 0) {
            // What else was told of is known by number only.
            return told.covered(now.coverage());
        }
        all.putAll(known);
        return History.of(term, all.values(), now.window(), now.coverage());
    }

    private static Map<List<Value.Scalar>, History.Earlier> seen(History history) {
        Map<List<Value.Scalar>, History.Earlier> seen = new LinkedHashMap<>();
        Stream.concat(history.before().stream(), history.earlier().stream())
                .forEach(earlier -> seen.put(earlier.term(), earlier));
        return seen;
    }
}
