package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Event;

/** A compiled query. Safe for use by many threads. */
@FunctionalInterface
public interface Predicate {

    boolean test(Event event);
}
