package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event while many queries are asked of it: remembers the fields that were read and the {@link SharedConditions} that
 * were evaluated, until the next event is begun. Not safe for use by several threads, and not to be kept.
 */
public final class EventReading implements Event {

    private final Map<FieldPath, Integer> places;
    private final List<@Nullable List<Value>> values;
    /** Of each field and condition the event for which it is known; a condition's is doubled, and odd where it holds. */
    private final long[] readFor;

    private final long[] answeredFor;

    private @Nullable Event event;
    private long number;

    EventReading(Map<FieldPath, Integer> fields, int conditions) {
        this.places = Map.copyOf(fields);
        this.values = new ArrayList<>(Collections.nCopies(fields.size(), null));
        this.readFor = new long[fields.size()];
        this.answeredFor = new long[conditions];
    }

    /** Begins with another event and forgets the one before. */
    public void begin(Event next) {
        event = next;
        number++;
    }

    /** The event itself. */
    public Event event() {
        Event begun = event;
        if (begun == null) {
            throw new IllegalStateException("no event was begun");
        }
        return begun;
    }

    boolean holds(SharedCondition condition) {
        long answer = answeredFor[condition.number()];
        if (answer >>> 1 != number) {
            answer = 2 * number + (condition.evaluate(this) ? 1 : 0);
            answeredFor[condition.number()] = answer;
        }
        return (answer & 1) != 0;
    }

    /** Whether a predicate tests one field, and one that was read already. */
    public boolean isAtHand(Predicate test) {
        return test instanceof SharedCondition condition
                && condition.place() >= 0
                && readFor[condition.place()] == number;
    }

    @Override
    public List<Value> values(FieldPath field) {
        Integer place = places.get(field);
        return place == null ? event().values(field) : values(place, field);
    }

    /** As {@link #values(FieldPath)}, for the place that {@link SharedConditions#addField} gave the field. */
    public List<Value> values(int place, FieldPath field) {
        List<Value> known = readFor[place] == number ? values.get(place) : null;
        if (known == null) {
            known = event().values(field);
            values.set(place, known);
            readFor[place] = number;
        }
        return known;
    }

    @Override
    public String id() {
        return event().id();
    }

    @Override
    public long time() {
        return event().time();
    }

    @Override
    public String dataset() {
        return event().dataset();
    }

    @Override
    public String tenant() {
        return event().tenant();
    }

    @Override
    public Document document() {
        return event().document();
    }
}
