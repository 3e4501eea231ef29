package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.Optional;

/** Who did it. */
public final class Actor {
    private static final List<FieldPath> FIELDS = List.of(
            FieldPath.of("user.email"),
            FieldPath.of("user.id"),
            FieldPath.of("o365.audit.UserId"),
            FieldPath.of("user.name"),
            FieldPath.of("service.name"));

    private Actor() {}

    /** The name of the user, the one that reads best: an address before an id. Raw, but cut where it is long. */
    public static Optional<String> of(Event event) {
        return Texts.first(event, FIELDS).map(Excerpt::of);
    }

    /** Whether the field alone names who did it, so that "this user" can stand for its value. */
    static boolean isNamedBy(FieldPath field, Event event) {
        return Noun.of(field) == Noun.USER && Texts.all(event, field).size() == 1;
    }
}
