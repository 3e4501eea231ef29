package dev.firstseen.flink.rules;

import dev.firstseen.engine.kql.KqlPrinter;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.wire.KeyHash;
import java.util.OptionalLong;

/** A rule, what its fold needs, and what calls its memory. */
public record RunningRule(Rule rule, Memory memory, Plan plan) {

    /** @param since see {@link Memory#since} */
    static RunningRule of(Rule rule, long since) {
        return new RunningRule(rule, new Memory(rule.id(), meaning(rule.detection()), since), plan(rule.detection()));
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

    /** Its name, severity, guide and suppression may change without touching its memory. */
    private static String meaning(Detection detection) {
        String query = KqlPrinter.print(detection.query());
        return switch (detection) {
            case Detection.Query each -> KeyHash.of("query", query);
            case Detection.NewTerms newTerms ->
                KeyHash.of(
                        "new_terms",
                        query,
                        newTerms.fields().toString(),
                        newTerms.historyWindow().toString());
            case Detection.Threshold threshold ->
                KeyHash.of(
                        "threshold",
                        query,
                        threshold.fields().toString(),
                        Long.toString(threshold.value()),
                        threshold.cardinality().toString(),
                        threshold.lookback().toString());
        };
    }
}
