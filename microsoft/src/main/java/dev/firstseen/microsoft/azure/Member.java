package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.MemberName;
import org.jspecify.annotations.Nullable;

/**
 * A member of a raw record.
 *
 * @param inProperties whether it is one of the properties, not one of the outermost
 */
record Member(boolean inProperties, MemberName member) {

    static Member outer(String name) {
        return new Member(false, MemberName.of(name));
    }

    static Member property(String name) {
        return new Member(true, MemberName.of(name));
    }

    String name() {
        return member.text();
    }

    @Nullable
    Value of(LazyObject outer, LazyObject properties) {
        return (inProperties ? properties : outer).get(member);
    }

    @Override
    public String toString() {
        return inProperties ? "properties." + name() : name();
    }
}
