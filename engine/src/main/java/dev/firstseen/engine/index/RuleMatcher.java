package dev.firstseen.engine.index;

import dev.firstseen.engine.event.Event;

/** Tells which rules' filters an event matches. Not safe for use by several threads. */
public sealed interface RuleMatcher permits IndexedRules, EveryRule {

    /** The rules whose filter the event matches, by their place in the list of all, in ascending order. */
    int[] match(Event event);
}
