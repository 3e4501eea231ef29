package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.Optional;

/** The values of an event's fields as texts; what is empty counts as missing. */
final class Texts {
    private Texts() {}

    static List<String> all(Event event, FieldPath field) {
        return event.values(field).stream()
                .filter(Value.Scalar.class::isInstance)
                .map(value -> ((Value.Scalar) value).text())
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** The first value of the first of the fields that has one. */
    static Optional<String> first(Event event, List<FieldPath> fields) {
        return fields.stream().flatMap(field -> all(event, field).stream()).findFirst();
    }

    static Optional<String> first(Event event, FieldPath field) {
        return first(event, List.of(field));
    }
}
