package dev.firstseen.engine.detection;

/**
 * The way of the events through one rule.
 *
 * @param matched how many different events matched the rule's query
 * @param repeated how many that matched were one of these once more, and were left out
 * @param withoutTerm how many of the matched did not count, for want of a usable value in one of the fields
 * @param unusableValues values in matched events that their field's type cannot hold
 * @param combinationsLeftOut terms beyond the bound on the terms of one event
 */
public record Tally(long matched, long repeated, long withoutTerm, long unusableValues, long combinationsLeftOut) {}
