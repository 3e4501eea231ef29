package dev.firstseen.collect;

import java.time.Instant;

/** What an operator must know of a source. Each is reported once, not at every attempt. */
public sealed interface Condition {

    /** The part of the source that it concerns: a content type, an endpoint, a partition, a file. */
    String what();

    /** What happened and what to do, for people. It holds no secret; names in it may be a stranger's. */
    String sentence();

    /**
     * Collecting does not succeed at present and is tried again by itself.
     *
     * @param since when it first failed
     * @param retryAt when the next attempt is due
     */
    record Failing(String what, Instant since, String sentence, Instant retryAt) implements Condition {}

    /** Not allowed, or not set up: someone must act. The source's other parts go on. */
    record Denied(String what, String sentence) implements Condition {}

    /** What was failing or denied works again. */
    record Recovered(String what, Instant since, String sentence) implements Condition {}

    /** Something is gone for good, for this one reason; there is a {@link Gap} for it where its time is known. */
    record Lost(String what, Reason reason, String sentence) implements Condition {}

    /** Why something is gone. */
    enum Reason {
        /** The service no longer keeps it, or never gave it out in time. */
        EXPIRED,
        /** The service lists it and then says that there is no such thing. */
        NOT_FOUND,
        /** Larger than anything that is taken in. */
        TOO_LARGE,
        /** It cannot be read as what it should be. */
        UNREADABLE,
        /** It was cut off or replaced while it was being read. */
        TRUNCATED
    }
}
