package dev.firstseen.runtime.live;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Meaning;
import dev.firstseen.engine.index.RuleMatcher;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.store.Memories;
import dev.firstseen.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds each rule its memory: the one it had when the service last ran, where its meaning is the same, else a new one,
 * filled from the archive. What a rule would have found in the archive raises no alert: it was not there to raise it.
 */
final class MemoryFilling {
    /** How many events are usually taken at once. */
    static final int AT_ONCE = 10_000;

    private final RecordReading reading;
    private final LiveTime time;
    private final Duration lateness;
    private final Transaction transaction;
    private final long now;
    private final int atOnce;

    /**
     * @param now in milliseconds since 1970
     * @param atOnce how many events that match are taken at once: as many are held
     */
    MemoryFilling(
            RecordReading reading, LiveTime time, Duration lateness, Transaction transaction, long now, int atOnce) {
        this.reading = reading;
        this.time = time;
        this.lateness = lateness;
        this.transaction = transaction;
        this.now = now;
        this.atOnce = atOnce;
    }

    List<LiveRule> of(List<CompiledRule> rules) {
        Memories memories = transaction.memories();
        dropOthers(rules);
        List<LiveRule> all = new ArrayList<>();
        List<LiveRule> begun = new ArrayList<>();
        for (CompiledRule compiled : rules) {
            String id = compiled.rule().id();
            String meaning = meaning(compiled);
            Optional<Memories.Memory> known = memories.find(id, meaning);
            LiveRule rule = new LiveRule(compiled, known.orElseGet(() -> memories.begin(id, meaning)));
            all.add(rule);
            if (known.isEmpty()) {
                begun.add(rule);
            }
        }
        fill(begun.stream()
                .filter(rule -> !(rule.rule().detection() instanceof Detection.Query))
                .toList());
        return all;
    }

    private String meaning(CompiledRule compiled) {
        return Meaning.of(compiled.rule(), time.name());
    }

    private record Owner(String rule, String meaning) {}

    /** What a rule did not see while it was away would be missing in its memory: it begins a new one when it is back. */
    private void dropOthers(List<CompiledRule> rules) {
        Set<Owner> owners = rules.stream()
                .map(each -> new Owner(each.rule().id(), meaning(each)))
                .collect(Collectors.toSet());
        for (Memories.Memory memory : transaction.memories().all()) {
            if (!owners.contains(new Owner(memory.rule(), memory.meaning()))) {
                transaction.memories().drop(memory.number());
            }
        }
    }

    /** Fills memories, all in one reading of the archive. */
    private void fill(List<LiveRule> begun) {
        if (begun.isEmpty() || transaction.archive().size().records() == 0) {
            return;
        }
        LiveRules rules = LiveRules.of(begun, time);
        Judge judge = new Judge(rules, lateness, new WindowCache(), reading);
        RuleMatcher matcher = rules.index().matcher();
        List<Matched> matched = new ArrayList<>();
        long from = time == LiveTime.AVAILABLE
                ? now - rules.longestReach().plus(lateness).toMillis()
                : Long.MIN_VALUE;
        transaction.archive().readAll(from, Long.MAX_VALUE, found -> {
            for (ArchivedEvent each : reading.events(found)) {
                int[] places = matcher.match(each.event());
                if (places.length > 0) {
                    long counts = time.of(each.event(), each.available());
                    matched.add(new Matched(each.event(), places, each.record(), counts, each.available()));
                }
            }
            if (matched.size() >= atOnce) {
                judge.remember(matched, transaction, now);
                matched.clear();
            }
            return true;
        });
        judge.remember(matched, transaction, now);
    }
}
