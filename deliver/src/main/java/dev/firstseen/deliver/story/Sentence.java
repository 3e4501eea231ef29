package dev.firstseen.deliver.story;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
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
        String told = told(alert, happened, origin);
        return alert.suppressed()
                .filter(group -> group.count() > 0)
                .map(group -> told + "; " + further(group))
                .orElse(told);
    }

    private static String further(SuppressedGroup group) {
        String alerts = group.count() == 1 ? " further alert" : " further alerts";
        return group.count() + alerts + " like it within " + Spell.about(group.end() - group.start());
    }

    private static String told(Alert alert, String happened, Origin origin) {
        return switch (alert) {
            case Alert.Match match -> happened;
            case Alert.Threshold threshold ->
                switch (threshold.rule().detection()) {
                    case Detection.Threshold rule ->
                        new Frequency(threshold, rule).words() + "; with the last, " + happened;
                    case Detection.Query _, Detection.NewTerms _ ->
                        throw new IllegalArgumentException("only a threshold rule counts: "
                                + threshold.rule().id());
                };
            case Alert.FirstSeen first ->
                switch (first.rule().detection()) {
                    case Detection.NewTerms rule -> happened + new Novelty(first, rule, origin).words();
                    case Detection.Query _, Detection.Threshold _ ->
                        throw new IllegalArgumentException("only a new_terms rule sees something first: "
                                + first.rule().id());
                };
        };
    }
}
