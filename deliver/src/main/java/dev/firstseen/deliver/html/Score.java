package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Assessment;
import java.util.Optional;

/** A score and its word as a reader sees them at a glance. */
final class Score {
    private static final int LONG = 72;

    private Score() {}

    /** The number alone, in the colour of its grade. */
    static Element badge(Optional<Assessment> assessment) {
        return Element.of(
                        "span",
                        assessment.map(each -> Integer.toString(each.score())).orElse("–"))
                .styled("badge " + style(assessment));
    }

    /** How much of a hundred it is. */
    static Element bar(Optional<Assessment> assessment) {
        int score = assessment.map(Assessment::score).orElse(0);
        return Element.of(
                        "svg",
                        Drawing.box(0, 0, LONG, 6).with("rx", 3).styled("trough"),
                        Drawing.box(0, 0, LONG * score / 100.0, 6).with("rx", 3).styled("fill"))
                .with("viewBox", "0 0 " + LONG + " 6")
                .with("aria-hidden", "true")
                .styled("scorebar " + style(assessment));
    }

    static String style(Optional<Assessment> assessment) {
        return Words.style(assessment.map(Assessment::grade));
    }

    static String words(Optional<Assessment> assessment) {
        return Words.grade(assessment.map(Assessment::grade));
    }
}
