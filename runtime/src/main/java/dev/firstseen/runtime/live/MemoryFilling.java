package dev.firstseen.runtime.live;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Meaning;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Ledger.EventKey;
import dev.firstseen.store.Memories;
import dev.firstseen.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds each rule its memory: the one it had where its meaning is the same, else a new one, filled from the archive. What
 * a rule would have found in the archive raises no alert: it was not there to raise it.
 */
final class MemoryFilling {
    private static final int AT_ONCE = 10_000;

    private final RecordReading reading;
    private final LiveTime time;
    private final Duration lateness;
    private final Transaction transaction;
    private final long now;

    MemoryFilling(RecordReading reading, LiveTime time, Duration lateness, Transaction transaction, long now) {
        this.reading = reading;
        this.time = time;
        this.lateness = lateness;
        this.transaction = transaction;
        this.now = now;
    }

    List<LiveRule> of(List<CompiledRule> rules) {
        return rules.stream().map(this::of).toList();
    }

    private LiveRule of(CompiledRule rule) {
        String meaning = Meaning.of(rule.rule().detection(), time.name());
        Memories memories = transaction.memories();
        Optional<Memories.Memory> known = memories.find(rule.rule().id(), meaning);
        if (known.isPresent()) {
            return new LiveRule(rule, known.get());
        }
        memories.all().stream()
                .filter(other -> other.rule().equals(rule.rule().id()))
                .forEach(other -> memories.drop(other.number()));
        LiveRule begun = new LiveRule(rule, memories.begin(rule.rule().id(), meaning, since()));
        fill(begun);
        return begun;
    }

    /** A database that has seen nothing has missed nothing. */
    private long since() {
        Archive.Size archived = transaction.archive().size();
        if (archived.records() > 0) {
            return archived.oldest();
        }
        return transaction.observations().coverage().logs().isEmpty() ? Long.MIN_VALUE : now;
    }

    private void fill(LiveRule rule) {
        Observed nothing = new Observed(transaction.observations().coverage(), List.of());
        switch (rule.rule().detection()) {
            case Detection.Query _ -> {}
            case Detection.NewTerms newTerms ->
                fill(
                        rule,
                        new FirstSeenRun(rule, newTerms, lateness, transaction.terms(), nothing),
                        newTerms.historyWindow());
            case Detection.Threshold threshold ->
                fill(
                        rule,
                        new CrossingRun(
                                rule,
                                threshold,
                                new WindowCache(),
                                transaction.counted(),
                                new RecordFinder(transaction.archive(), reading, time)),
                        threshold.lookback());
        }
    }

    private void fill(LiveRule rule, RuleRun run, Duration reach) {
        long from = time == LiveTime.AVAILABLE ? now - reach.plus(lateness).toMillis() : Long.MIN_VALUE;
        Map<EventKey, Matched> matched = new HashMap<>();
        transaction.archive().readAll(from, Long.MAX_VALUE, found -> {
            for (ArchivedEvent each : reading.events(found)) {
                if (rule.compiled().filter().test(each.event())) {
                    Matched one = new Matched(
                            each.event(),
                            new int[0],
                            each.record(),
                            time.of(each.event(), each.available()),
                            each.available());
                    matched.merge(one.key(), one, (a, b) -> a.time() <= b.time() ? a : b);
                }
            }
            if (matched.size() >= AT_ONCE) {
                take(matched, run);
            }
            return true;
        });
        take(matched, run);
    }

    private void take(Map<EventKey, Matched> matched, RuleRun run) {
        List<Matched> sorted = new ArrayList<>(matched.values());
        matched.clear();
        sorted.sort(Matched.ORDER);
        if (!sorted.isEmpty()) {
            run.run(sorted);
        }
        Map<EventKey, Long> times = new HashMap<>();
        sorted.forEach(each -> times.put(each.key(), each.time()));
        transaction.ledger().put(times);
    }
}
