package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;

/** A condition that several queries ask for. */
final class SharedCondition implements Predicate {
    private final int number;
    private final Predicate test;
    private final int place;

    /**
     * @param number its place among the answers of an {@link EventReading}
     * @param place the place of the one field it tests among the fields of a reading; negative for any other test
     */
    SharedCondition(int number, Predicate test, int place) {
        this.number = number;
        this.test = test;
        this.place = place;
    }

    int number() {
        return number;
    }

    int place() {
        return place;
    }

    @Override
    public boolean test(Event event) {
        return event instanceof EventReading reading ? reading.holds(this) : test.test(event);
    }

    boolean evaluate(EventReading reading) {
        return test instanceof Evaluators.OfField(FieldPath field, ValuesTest values)
                ? values.test(reading.values(place, field))
                : test.test(reading);
    }
}
