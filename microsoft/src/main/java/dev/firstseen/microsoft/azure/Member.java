package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.LazyObject;
import org.jspecify.annotations.Nullable;

/**
 * A member of a raw record.
 *
 * @param inProperties whether it is one of the properties, not one of the outermost
 */
record Member(boolean inProperties, String name) {

    static Member outer(String name) {
        return new Member(false, name);
    }

    static Member property(String name) {
        return new Member(true, name);
    }

    @Nullable
    Value of(LazyObject outer, LazyObject properties) {
        return (inProperties ? properties : outer).get(name);
    }

    @Override
    public String toString() {
        return inProperties ? "properties." + name : name;
    }
}
