package dev.firstseen.deliver.story;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.rule.Detection;

/** An alert in one plain English sentence. */
public final class Sentence {
    private Sentence() {}

    /** The sentence, without a full stop; values are raw, and cut where they are long: escaping is each format's job. */
    public static String of(Alert alert) {
        Origin origin = Origin.of(alert.event());
        String from = origin.phrase();
        String happened = Actor.of(alert.event()).orElse("An unnamed user") + " " + Deed.of(alert.event())
                + (from.isEmpty() ? "" : " from " + from);
        return switch (alert) {
            case Alert.Match match -> happened;
            case Alert.FirstSeen first ->
                switch (first.rule().detection()) {
                    case Detection.NewTerms rule -> happened + new Novelty(first, rule, origin).words();
                    case Detection.Query rule ->
                        throw new IllegalArgumentException("a query rule sees nothing first: "
                                + first.rule().id());
                };
        };
    }
}
