package dev.firstseen.engine.index;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.EventReading;
import java.util.List;
import java.util.Map;

/**
 * What the texts of one field lead to.
 *
 * @param place the field's place in a reading
 */
record Lookup<T>(FieldPath field, int place, Map<String, T> byText) {

    Lookup {
        byText = Map.copyOf(byText);
    }

    /** Adds what each of an event's texts in the field leads to, also those below an object. */
    void collect(EventReading event, List<T> into) {
        List<Value> values = event.values(place, field);
        for (int i = 0; i < values.size(); i++) {
            collect(values.get(i), into);
        }
    }

    private void collect(Value value, List<T> into) {
        switch (value) {
            case Value.Scalar scalar -> {
                T found = byText.get(scalar.text());
                if (found != null) {
                    into.add(found);
                }
            }
            case Value.Items(List<Value> items) -> {
                for (Value item : items) {
                    collect(item, into);
                }
            }
            case Value.Members members -> {
                for (Value member : members.members().values()) {
                    collect(member, into);
                }
            }
        }
    }
}
