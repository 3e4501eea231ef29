package dev.firstseen.engine.index;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Event;
import java.util.List;
import java.util.stream.IntStream;

/** Asks every rule by itself: the twin against which the index is tested. */
public record EveryRule(List<CompiledRule> rules) implements RuleMatcher {

    public EveryRule {
        rules = List.copyOf(rules);
    }

    @Override
    public int[] match(Event event) {
        return IntStream.range(0, rules.size())
                .filter(i -> rules.get(i).filter().test(event))
                .toArray();
    }
}
