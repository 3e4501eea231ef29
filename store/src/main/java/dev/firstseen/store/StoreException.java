package dev.firstseen.store;

import org.jspecify.annotations.Nullable;

/** The database could not do it; nothing of the transaction was kept. The message is a sentence for an operator. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String sentence;
    private final boolean passing;

    public StoreException(String sentence, boolean passing, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
        this.passing = passing;
    }

    /** What happened and what to do. */
    public String sentence() {
        return sentence;
    }

    /** Whether the same work may well succeed later: a full disk, a lock, a server that is away. */
    public boolean isPassing() {
        return passing;
    }
}
