package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldPath;
import java.util.ArrayList;
import java.util.List;

/** A condition that is easier to test than the query it comes from, and that every matching event meets. */
public sealed interface Requirement {

    /** All of these are met. */
    record All(List<Requirement> members) implements Requirement {
        public All {
            members = List.copyOf(members);
        }
    }

    /** At least one of these is met. */
    record Any(List<Requirement> members) implements Requirement {
        public Any {
            members = List.copyOf(members);
        }
    }

    /**
     * A value of the field, or a leaf below it where the field is flattened, is this text: {@code Value.Scalar.text()}
     * equals it.
     */
    record Literal(FieldPath field, String text) implements Requirement {}

    /** A value of the field, or a leaf below it where the field is flattened, contains this text. */
    record Part(FieldPath field, String text) implements Requirement {}

    /** Nothing is known: any event may match. */
    record Unknown() implements Requirement {}

    /** All of some requirements, without what says nothing. */
    static Requirement all(List<Requirement> members) {
        List<Requirement> known = new ArrayList<>();
        for (Requirement member : members) {
            switch (member) {
                case Unknown() -> {}
                case All(List<Requirement> inner) -> known.addAll(inner);
                case Any _, Literal _, Part _ -> known.add(member);
            }
        }
        return known.isEmpty() ? new Unknown() : known.size() == 1 ? known.getFirst() : new All(known);
    }

    /** One of some requirements; as soon as one says nothing, neither do they together. */
    static Requirement any(List<Requirement> members) {
        List<Requirement> known = new ArrayList<>();
        for (Requirement member : members) {
            switch (member) {
                case Unknown() -> {
                    return member;
                }
                case Any(List<Requirement> inner) -> known.addAll(inner);
                case All _, Literal _, Part _ -> known.add(member);
            }
        }
        return known.size() == 1 ? known.getFirst() : new Any(known);
    }
}
