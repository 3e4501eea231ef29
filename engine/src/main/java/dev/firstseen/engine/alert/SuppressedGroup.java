package dev.firstseen.engine.alert;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;

/**
 * The alerts that are shown as one.
 *
 * @param terms what they agree in
 * @param start the time of the one shown, the first, in milliseconds since 1970
 * @param end the time of the last
 * @param count how many there are besides the one shown
 */
public record SuppressedGroup(List<Term> terms, long start, long end, long count) {

    /** A field with the values that all of them have, in their own order; none where they lack the field. */
    public record Term(FieldPath field, List<Value.Scalar> values) {
        public Term {
            values = List.copyOf(values);
        }
    }

    public SuppressedGroup {
        terms = List.copyOf(terms);
    }

    /** A group of one. */
    public static SuppressedGroup begun(List<Term> terms, long time) {
        return new SuppressedGroup(terms, time, time, 0);
    }

    /** With one more. */
    public SuppressedGroup with(long time) {
        return new SuppressedGroup(terms, start, Math.max(end, time), count + 1);
    }
}
