package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All values of a field, for one line. */
public final class Values {
    private static final int LISTED = 3;

    private Values() {}

    /** Raw, but cut visibly where they are long or many; empty where there is none. */
    public static Optional<String> of(Event event, FieldPath field) {
        List<String> all = Texts.all(event, field);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String listed = all.stream().limit(LISTED).map(Excerpt::of).collect(Collectors.joining(", "));
        return Optional.of(all.size() > LISTED ? listed + " and " + (all.size() - LISTED) + " more" : listed);
    }
}
