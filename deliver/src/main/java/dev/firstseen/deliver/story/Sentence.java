package dev.firstseen.deliver.story;

import dev.firstseen.engine.alert.Alert;

/** An alert in one plain English sentence. */
public final class Sentence {
    private Sentence() {}

    /** The sentence, without a full stop; values are raw, and cut where they are long: escaping is each format's job. */
    public static String of(Alert alert) {
        return alert.rule().name();
    }
}
