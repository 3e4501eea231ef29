package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;

/**
 * What the events of a strand have in common, in place of the first of them: the traced fields are held, anything else is
 * asked of the example.
 */
record AlikeEvent(Event example, TracedRow traced) implements Event {

    @Override
    public String id() {
        return example.id();
    }

    @Override
    public long time() {
        return example.time();
    }

    @Override
    public String dataset() {
        return example.dataset();
    }

    @Override
    public String tenant() {
        return example.tenant();
    }

    @Override
    public List<Value> values(FieldPath field) {
        return traced.values(field).orElseGet(() -> example.values(field));
    }

    @Override
    public Document document() {
        return example.document();
    }
}
