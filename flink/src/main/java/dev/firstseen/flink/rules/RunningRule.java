package dev.firstseen.flink.rules;

import dev.firstseen.engine.detection.Meaning;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.util.OptionalLong;

/** A rule, what its fold needs, and what calls its memory. */
public record RunningRule(Rule rule, Memory memory, Plan plan) {

    /** The rule of a text. */
    static RunningRule of(Rule rule, RuleText text) {
        return new RunningRule(rule, text.memory(), plan(rule.detection()));
    }

    /** Of a rule that is there from the first record on. */
    static Memory memory(Rule rule) {
        // Which time counts is the job's, and the same for all its rules.
        return new Memory(rule.id(), Meaning.of(rule, ""), 0, Long.MIN_VALUE);
    }

    private static Plan plan(Detection detection) {
        return switch (detection) {
            case Detection.Query query -> new Plan.Every();
            case Detection.NewTerms newTerms ->
                new Plan.NewTerms(newTerms.historyWindow().toMillis());
            case Detection.Threshold threshold ->
                new Plan.Threshold(
                        threshold.value(),
                        threshold
                                .cardinality()
                                .map(cardinality -> OptionalLong.of(cardinality.value()))
                                .orElse(OptionalLong.empty()),
                        threshold.lookback().toMillis());
        };
    }
}
