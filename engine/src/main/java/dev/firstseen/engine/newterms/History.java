package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Value;
import java.util.List;

/**
 * Why a term counts as new, and how far that can be told.
 *
 * @param window the length of the window looked at, in milliseconds
 * @param coverage from 0 to 1: the part of the window for which the tenant's dataset was really observed
 * @param earlier what was seen instead in all that was read before the event: other terms that share the first field's
 *     value, most often seen first
 */
public record History(long window, double coverage, List<Earlier> earlier) {

    public History {
        earlier = List.copyOf(earlier);
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage goes from 0 to 1, not " + coverage);
        }
    }

    /** A term seen earlier: how often, first and last at what time (milliseconds since 1970). */
    public record Earlier(List<Value.Scalar> term, long count, long first, long last) {
        public Earlier {
            term = List.copyOf(term);
        }
    }
}
