package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Value;
import java.util.List;

/**
 * One combination of values: one for each of a rule's fields, in their order, each as the field's type holds it. Terms
 * are equal when their values are, and a number never equals a text.
 */
public record Term(List<Value.Scalar> values) {

    public Term {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a term needs a value");
        }
    }

    /** The value of the rule's first field: usually who it is about. */
    public Value.Scalar first() {
        return values.getFirst();
    }
}
