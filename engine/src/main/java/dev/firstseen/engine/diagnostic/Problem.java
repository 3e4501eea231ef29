package dev.firstseen.engine.diagnostic;

import java.util.stream.Collectors;

/**
 * One thing that is wrong, in a sentence that says what was found and what was expected.
 *
 * @param severity whether what it concerns can still be used
 * @param place where
 * @param message the sentence
 */
public record Problem(Severity severity, Place place, String message) {

    public enum Severity {
        /** Usable; the reader should know. */
        WARNING,
        /** Not usable. */
        ERROR
    }

    public static Problem error(Place place, String message) {
        return new Problem(Severity.ERROR, place, message);
    }

    public static Problem warning(Place place, String message) {
        return new Problem(Severity.WARNING, place, message);
    }

    /** The problem as compilers print one: place and sentence, and where the line shows something, it and a caret under the spot. */
    public String render() {
        String sentence = "%s: %s: %s".formatted(place, severity == Severity.ERROR ? "error" : "warning", message);
        if (place.text().isBlank()) {
            return sentence;
        }
        String indent = place.text()
                .substring(0, Math.min(place.column() - 1, place.text().length()))
                .chars()
                .mapToObj(character -> character == '\t' ? "\t" : " ")
                .collect(Collectors.joining());
        return "%s\n  %s\n  %s%s".formatted(sentence, place.text(), indent, "^".repeat(place.length()));
    }
}
