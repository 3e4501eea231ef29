package dev.firstseen.flink.rules;

import dev.firstseen.engine.detection.Meaning;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.util.OptionalLong;

/** A rule, what its fold needs, and what calls its memory. */
public record RunningRule(Rule rule, Memory memory, Plan plan) {

    /** The rule of a text. */
    static RunningRule of(Rule rule, RuleText text) {
        // Which time counts is the job's, and the same for all its rules.
        String meaning = Meaning.of(rule, "");
        return new RunningRule(
                rule, new Memory(rule.id(), meaning, text.generation(), text.since()), plan(rule.detection()));
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
