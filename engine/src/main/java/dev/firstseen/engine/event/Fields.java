package dev.firstseen.engine.event;

import java.util.Optional;
import java.util.SortedMap;

/** The fields that are known, with their types: what Elastic calls a mapping. */
@FunctionalInterface
public interface Fields {

    /** All known fields by name. A field that is not listed may still occur; it is taken for a keyword. */
    SortedMap<String, FieldType> byName();

    /** The type of a field; inside a flattened field every name is a keyword. */
    default Optional<FieldType> typeOf(String name) {
        FieldType type = byName().get(name);
        if (type != null) {
            return Optional.of(type);
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            if (byName().get(name.substring(0, dot)) == FieldType.FLATTENED) {
                return Optional.of(FieldType.KEYWORD);
            }
        }
        return Optional.empty();
    }
}
