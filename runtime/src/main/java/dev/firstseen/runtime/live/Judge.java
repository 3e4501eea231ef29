package dev.firstseen.runtime.live;

import dev.firstseen.engine.rule.Detection;
import dev.firstseen.store.Ledger;
import dev.firstseen.store.Ledger.EventKey;
import dev.firstseen.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Lets all rules decide on the events that match them, within one transaction. */
final class Judge {
    private final LiveRules rules;
    private final Duration lateness;
    private final WindowCache windows;
    private final RecordReading reading;

    /** @param lateness how much older than the newest an event may be to be judged exactly */
    Judge(LiveRules rules, Duration lateness, WindowCache windows, RecordReading reading) {
        this.rules = rules;
        this.lateness = lateness;
        this.windows = windows;
        this.reading = reading;
    }

    /**
     * What came of it.
     *
     * @param changes in the order of the rules, and of each rule's events
     * @param fresh the events that were not known, or known by a later time
     */
    record Judged(List<AlertChange> changes, List<Matched> fresh) {}

    /** Judges events in any order. */
    Judged judge(List<Matched> matched, Transaction transaction, Observed observed) {
        if (matched.isEmpty()) {
            return new Judged(List.of(), List.of());
        }
        List<Matched> sorted = new ArrayList<>(matched);
        sorted.sort(Matched.ORDER);
        Fresh fresh = fresh(sorted, transaction.ledger());
        List<AlertChange> changes = new ArrayList<>();
        byRule(fresh.events()).forEach((rule, own) -> {
            RuleRun run = run(rule, transaction, observed);
            for (Matched each : own) {
                Long before = fresh.before().get(each.key());
                if (before != null) {
                    run.moved(each, before);
                }
            }
            changes.addAll(run.run(own));
        });
        return new Judged(changes, fresh.events());
    }

    /** Lets the rules remember events that are past: whether they were known counts no more than what they would raise. */
    void remember(List<Matched> sorted, Transaction transaction) {
        Observed observed = new Observed(transaction.observations());
        byRule(sorted).forEach((rule, own) -> run(rule, transaction, observed).run(own));
        Map<EventKey, Long> times = new HashMap<>();
        sorted.forEach(each -> times.put(each.key(), each.time()));
        transaction.ledger().put(times);
    }

    private SequencedMap<LiveRule, List<Matched>> byRule(List<Matched> events) {
        SequencedMap<Integer, List<Matched>> byPlace = new TreeMap<>();
        for (Matched each : events) {
            for (int rule : each.rules()) {
                byPlace.computeIfAbsent(rule, _ -> new ArrayList<>()).add(each);
            }
        }
        SequencedMap<LiveRule, List<Matched>> byRule = new LinkedHashMap<>();
        byPlace.forEach((place, own) -> byRule.put(rules.all().get(place), own));
        return byRule;
    }

    /**
     * Events to be judged, each once.
     *
     * @param before the later time by which some of them counted before
     */
    private record Fresh(List<Matched> events, Map<EventKey, Long> before) {}

    private static Fresh fresh(List<Matched> sorted, Ledger ledger) {
        SequencedMap<EventKey, Matched> earliest = new LinkedHashMap<>();
        sorted.forEach(each -> earliest.putIfAbsent(each.key(), each));
        Map<EventKey, Long> known = ledger.known(earliest.keySet());
        List<Matched> events = new ArrayList<>();
        Map<EventKey, Long> times = new HashMap<>();
        Map<EventKey, Long> before = new HashMap<>();
        earliest.forEach((key, each) -> {
            Long time = known.get(key);
            if (time == null || each.time() < time) {
                events.add(each);
                times.put(key, each.time());
                if (time != null) {
                    before.put(key, time);
                }
            }
        });
        ledger.put(times);
        return new Fresh(events, before);
    }

    private RuleRun run(LiveRule rule, Transaction transaction, Observed observed) {
        return switch (rule.rule().detection()) {
            case Detection.Query _ -> new MatchRun(rule.rule());
            case Detection.NewTerms newTerms ->
                new FirstSeenRun(rule, newTerms, lateness, transaction.terms(), observed);
            case Detection.Threshold threshold ->
                new CrossingRun(
                        rule,
                        threshold,
                        windows,
                        transaction.counted(),
                        new RecordFinder(transaction.archive(), reading, rules.time()));
        };
    }
}
