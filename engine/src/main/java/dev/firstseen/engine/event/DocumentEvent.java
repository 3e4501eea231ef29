package dev.firstseen.engine.event;

import java.util.List;

/** An event that is a ready document. */
public record DocumentEvent(String id, long time, String dataset, String tenant, Document document) implements Event {

    @Override
    public List<Value> values(FieldPath field) {
        return document.values(field);
    }
}
