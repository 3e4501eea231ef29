package dev.firstseen.runtime.live;

/**
 * An account could not be investigated. It waits for another attempt, and what is known of it stays as it is; nothing else is
 * concerned.
 */
public final class InvestigationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    InvestigationException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    InvestigationException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** Why, for people. */
    public String sentence() {
        return sentence;
    }
}
