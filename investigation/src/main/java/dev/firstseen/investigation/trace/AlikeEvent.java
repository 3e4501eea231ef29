package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events of a strand have in common, in place of the first of them: the traced fields are held, anything else is
 * asked of the example.
 */
record AlikeEvent(Event example, Map<FieldPath, List<Value>> traced) implements Event {

    /** The values that an event has of some fields. */
    static Map<FieldPath, List<Value>> values(Event event, List<FieldPath> fields) {
        Map<FieldPath, List<Value>> values = new HashMap<>();
        for (FieldPath field : fields) {
            values.put(field, List.copyOf(event.values(field)));
        }
        return values;
    }

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
        List<Value> known = traced.get(field);
        return known == null ? example.values(field) : known;
    }

    @Override
    public Document document() {
        return example.document();
    }
}
