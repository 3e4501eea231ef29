package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.microsoft.dataset.Dataset;

/** What of an event's values must stand in its row as it is, but for JSON's escapes. */
sealed interface Wording {

    /** Of a raw record. */
    record OfRecord(Dataset dataset) implements Wording {}

    /** Of a ready document, whatever its dataset: it holds its values itself. */
    record OfDocument() implements Wording {}

    /** Whether a row must hold this text if its event has it as a whole value of the field. */
    default boolean keeps(FieldPath field, String text) {
        return switch (this) {
            case OfRecord(Dataset dataset) -> dataset.verbatim(field, text);
            // A number may be written in another way: 1e9 for 1.0E9.
            case OfDocument() -> !text.isEmpty() && !text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
        };
    }

    /** As {@link #keeps}, for a text that a value of the field contains. */
    default boolean keepsPart(FieldPath field, String text) {
        return switch (this) {
            case OfRecord(Dataset dataset) -> dataset.verbatimPart(field, text);
            case OfDocument() -> false;
        };
    }
}
