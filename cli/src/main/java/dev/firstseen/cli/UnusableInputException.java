package dev.firstseen.cli;

import org.jspecify.annotations.Nullable;

/** What the user gave cannot be used; the message is a sentence for them. */
final class UnusableInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableInputException(@Nullable String sentence) {
        super(sentence);
    }
}
