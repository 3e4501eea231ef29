package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Event;

/**
 * A counting event brings a term.
 *
 * @param time the time that counts, in milliseconds since 1970; not in every run the event's own
 */
public record Occurrence(Event event, Term term, long time) {}
