package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Why a term counts as new, and how far that can be told.
 *
 * @param window the length of the window looked at, in milliseconds
 * @param coverage from 0 to 1: the part of the window for which the tenant's dataset was really observed
 * @param before the term itself, where it was seen, but longer ago than the window
 * @param earlier what was seen instead at times before the event's: other terms that share the first field's value, most
 *     often seen first, at most {@link EarlierTerms#KEPT}. What else came at the very same time is not among them
 * @param further how many more such terms there were, beyond those listed
 */
public record History(long window, double coverage, Optional<Earlier> before, List<Earlier> earlier, int further) {

    public History {
        earlier = List.copyOf(earlier);
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage goes from 0 to 1, not " + coverage);
        }
        if (further < 0) {
            throw new IllegalArgumentException("there cannot be " + further + " further terms");
        }
    }

    /** A history that lists all there is, of a term never seen before. */
    public History(long window, double coverage, List<Earlier> earlier) {
        this(window, coverage, Optional.empty(), earlier, 0);
    }

    /**
     * The history of a term by what was seen, before its time, of all terms that share its first value, in its tenant.
     *
     * @param all each different term once; the term itself too, where it was seen
     */
    public static History of(Term term, Collection<Earlier> all, long window, double coverage) {
        return new SeenBefore(all).of(term, window, coverage);
    }

    /** The same, with another coverage. */
    public History covered(double observed) {
        return new History(window, observed, before, earlier, further);
    }

    /** A term seen earlier: how often, first and last at what time (milliseconds since 1970). */
    public record Earlier(List<Value.Scalar> term, long count, long first, long last) {
        public Earlier {
            term = List.copyOf(term);
        }

        /** The same, seen once more. */
        Earlier again(long time) {
            return new Earlier(term, count + 1, first, time);
        }
    }
}
