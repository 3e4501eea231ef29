package dev.firstseen.flink.match;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;

/**
 * Which event it is.
 *
 * @param time its own, in milliseconds since 1970
 */
public record Head(String id, String tenant, String dataset, long time) {

    static Head of(Event event) {
        return new Head(event.id(), event.tenant(), event.dataset(), event.time());
    }

    /** An event of which nothing else is known: folds ask for no more. */
    public Event event() {
        return new DocumentEvent(id, time, dataset, tenant, new Document(Value.Members.NONE));
    }
}
