package dev.firstseen.deliver.story;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rule's {@code investigation_fields} hold: what an analyst wants to see first. */
public final class Highlights {

    private Highlights() {}

    /** {@code user.id: ann · source.ip: 203.0.113.7}, raw; empty where the event has none of the fields. */
    public static Optional<String> of(Alert alert) {
        String line = alert.rule().investigationFields().stream()
                .filter(name -> !name.isEmpty())
                .flatMap(name ->
                        Values.of(alert.event(), FieldPath.of(name)).map(values -> name + ": " + values).stream())
                .collect(Collectors.joining(" · "));
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
