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
import java.util.stream.IntStream;

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
     * @param passedOver what rules could not use of them, by rule id, where there was anything
     */
    record Judged(List<AlertChange> changes, List<Matched> fresh, Map<String, PassedOver> passedOver) {}

    /** Judges events in any order, at a time in milliseconds since 1970. */
    Judged judge(List<Matched> matched, Transaction transaction, Observed observed, long now) {
        Fresh fresh = fresh(matched, Integer.MIN_VALUE, transaction.ledger());
        List<AlertChange> changes = new ArrayList<>();
        Map<String, PassedOver> passedOver = new HashMap<>();
        let(fresh, transaction, observed, now, (rule, run, own) -> {
            changes.addAll(run.run(own));
            if (!run.passedOver().equals(PassedOver.NOTHING)) {
                passedOver.put(rule.rule().id(), run.passedOver());
            }
        });
        return new Judged(changes, fresh.events(), passedOver);
    }

    /** Lets rules whose memory has just begun remember events that are past, in any order; what they would raise is not told. */
    void remember(List<Matched> matched, Transaction transaction, long now) {
        Fresh fresh = fresh(matched, memories().min().orElse(0), transaction.ledger());
        let(
                fresh,
                transaction,
                new Observed(transaction.observations(), transaction.losses(), rules.time()),
                now,
                (_, run, own) -> run.remember(own));
    }

    private IntStream memories() {
        return rules.all().stream().mapToInt(rule -> rule.memory().number());
    }

    /** Lets a rule at work take events. */
    @FunctionalInterface
    private interface Taking {
        void take(LiveRule rule, RuleRun run, List<Matched> own);
    }

    /** Lets each rule take its events. */
    private void let(Fresh fresh, Transaction transaction, Observed observed, long now, Taking taking) {
        byRule(fresh.events()).forEach((rule, own) -> {
            RuleRun run = run(rule, transaction, observed, now);
            for (Matched each : own) {
                Long before = fresh.before().get(each.key());
                if (before != null) {
                    run.moved(each, before);
                }
            }
            taking.take(rule, run, own);
        });
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
     * Events to be judged, each once, in order.
     *
     * @param before the later time by which some of them counted before
     */
    private record Fresh(List<Matched> events, Map<EventKey, Long> before) {}

    /**
     * An event counts once, by the earliest of the times at which it came.
     *
     * @param first the oldest of the memories that take events; what was written down before it began, it has not taken
     */
    private Fresh fresh(List<Matched> matched, int first, Ledger ledger) {
        if (matched.isEmpty()) {
            return new Fresh(List.of(), Map.of());
        }
        Map<EventKey, Matched> earliest = new HashMap<>();
        matched.forEach(each -> earliest.merge(each.key(), each, Judge::earlier));
        Map<EventKey, Ledger.Entry> known = ledger.known(earliest.keySet());
        int newest = memories().max().orElse(0);
        List<Matched> events = new ArrayList<>();
        Map<EventKey, Long> before = new HashMap<>();
        earliest.forEach((key, each) -> {
            Ledger.Entry entry = known.get(key);
            if (entry == null) {
                events.add(each);
            } else if (entry.memory() < first) {
                events.add(each.at(Math.min(each.time(), entry.time())));
            } else if (each.time() < entry.time()) {
                events.add(each);
                before.put(key, entry.time());
            }
        });
        events.sort(Matched.ORDER);
        Map<EventKey, Ledger.Entry> changed = new HashMap<>();
        events.forEach(each -> changed.put(each.key(), new Ledger.Entry(each.time(), newest)));
        ledger.put(changed);
        return new Fresh(events, before);
    }

    private static Matched earlier(Matched one, Matched other) {
        return one.time() <= other.time() ? one : other;
    }

    private RuleRun run(LiveRule rule, Transaction transaction, Observed observed, long now) {
        return switch (rule.rule().detection()) {
            case Detection.Query _ -> new MatchRun(rule.rule());
            case Detection.NewTerms newTerms -> new FirstSeenRun(rule, newTerms, lateness, transaction, observed, now);
            case Detection.Threshold threshold ->
                new CrossingRun(
                        rule,
                        threshold,
                        windows,
                        transaction.counted(),
                        new RecordFinder(transaction.alerts(), transaction.archive(), reading, rules.time()));
        };
    }
}
