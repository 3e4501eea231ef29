package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Event;

/** A condition that several queries ask for. */
final class SharedCondition implements Predicate {
    private final int number;
    private final Predicate test;

    /** @param number its place among the answers of an {@link EventReading} */
    SharedCondition(int number, Predicate test) {
        this.number = number;
        this.test = test;
    }

    @Override
    public boolean test(Event event) {
        return event instanceof EventReading reading ? reading.holds(number, test) : test.test(event);
    }
}
