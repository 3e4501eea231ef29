package dev.firstseen.runtime.live;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.store.Memories.Memory;
import java.time.Duration;
import java.util.Optional;

/** A rule with the memory that belongs to its meaning. */
public record LiveRule(CompiledRule compiled, Memory memory) {

    public Rule rule() {
        return compiled.rule();
    }

    /** How far before an event others can matter to it. */
    Duration reach() {
        return switch (rule().detection()) {
            case Detection.Query _ -> Duration.ZERO;
            case Detection.NewTerms newTerms -> newTerms.historyWindow();
            case Detection.Threshold threshold -> threshold.lookback();
        };
    }

    /** The lookback of a threshold; empty for a rule of another type. */
    Optional<Duration> lookback() {
        return rule().detection() instanceof Detection.Threshold threshold
                ? Optional.of(threshold.lookback())
                : Optional.empty();
    }
}
