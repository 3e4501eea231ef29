package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a verdict can ask for: of each measure {@code NAME.count}, {@code .per_minute}, {@code .first}, {@code .last} and
 * {@code .delay}, and of its fields {@code NAME.values.FIELD} and {@code NAME.distinct.FIELD}; under {@code alert.} every
 * field of an event.
 */
public final class StepFields implements Fields {
    private final SortedMap<String, FieldType> byName = new TreeMap<>();
    private final Fields events;

    public StepFields(List<Measure> measures, Fields events) {
        this.events = events;
        for (Measure measure : measures) {
            String name = measure.name() + ".";
            byName.put(name + "count", FieldType.LONG);
            byName.put(name + "per_minute", FieldType.DOUBLE);
            byName.put(name + "first", FieldType.DATE);
            byName.put(name + "last", FieldType.DATE);
            byName.put(name + "delay", FieldType.KEYWORD);
            for (FieldPath field : measure.groupBy()) {
                byName.put(name + "values." + field, events.typeOf(field.name()).orElse(FieldType.KEYWORD));
                byName.put(name + "distinct." + field, FieldType.LONG);
            }
        }
    }

    @Override
    public SortedMap<String, FieldType> byName() {
        return byName;
    }

    @Override
    public Optional<FieldType> typeOf(String name) {
        return name.startsWith(Placeholder.ALERT)
                ? events.typeOf(name.substring(Placeholder.ALERT.length()))
                : Fields.super.typeOf(name);
    }
}
