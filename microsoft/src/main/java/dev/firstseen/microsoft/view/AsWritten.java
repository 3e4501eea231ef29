package dev.firstseen.microsoft.view;

import java.util.function.Predicate;

/** Which texts of a field stand in the raw record as they are, but for JSON's escapes. */
public sealed interface AsWritten {

    /** The same for all texts. */
    enum Same implements AsWritten {
        /** All of them do, and so do their parts. */
        ALWAYS,
        /** None that one could name. */
        NEVER
    }

    /**
     * Those that are not given by us; nothing can be said of parts.
     *
     * @param given the texts that need not stand in a record
     */
    record Unless(Predicate<String> given) implements AsWritten {}

    static AsWritten of(boolean always) {
        return always ? Same.ALWAYS : Same.NEVER;
    }

    /** Whether a record must hold this text if its field has it as a whole value. */
    default boolean whole(String text) {
        return switch (this) {
            case Same same -> same == Same.ALWAYS;
            case Unless unless -> !unless.given().test(text);
        };
    }

    /** Whether a record must hold this text if its field has a value that contains it. */
    default boolean part() {
        return switch (this) {
            case Same same -> same == Same.ALWAYS;
            case Unless unless -> false;
        };
    }
}
