package dev.firstseen.engine.newterms;

/**
 * All that has to be remembered of a term.
 *
 * @param time when it was last seen, in milliseconds since 1970
 */
public record LastSeen(long time) {}
