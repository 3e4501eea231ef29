package dev.firstseen.collect.simulation;

/** What goes wrong. */
public enum Fault {
    /** Answered 429 with Retry-After. */
    THROTTLED,
    /** Answered 500, 502 or 503. */
    SERVER_ERROR,
    /** No answer comes. */
    STALL,
    /** A body is cut off, though its length fits. */
    TRUNCATED,
    /** The connection ends in the middle of a body. */
    HUNG_UP,
    /** The token is no longer valid, before its time. */
    TOKEN_REVOKED,
    /** Content is listed hours after it was made. */
    LISTED_LATE,
    /** Content is listed twice, or once more in a later window. */
    LISTED_TWICE,
    /** Content is listed, and fetching it gives 404. */
    REJECTED,
    /** Content is listed when it has expired. */
    EXPIRED,
    /** The address of content is malformed. */
    MALFORMED_URI,
    /** A record comes once more, in the same content or in a later one. */
    REPEATED_RECORD,
    /** The address of the next page begins before what is kept, or is not known any more. */
    STALE_PAGE,
    /** The subscription goes off. */
    SUBSCRIPTION_OFF
}
