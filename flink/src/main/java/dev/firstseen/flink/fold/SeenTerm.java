package dev.firstseen.flink.fold;

import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.Term;
import java.util.Optional;

/**
 * What is remembered of a term: when it was last seen decides whether it is new, the rest is told of it.
 *
 * @param first when it was first seen of all that is remembered, in milliseconds since 1970
 * @param last when it was last seen
 * @param count how often
 * @param previous when it was seen last before that time; the first time where it was not
 * @param earlier how often it was seen before that time
 */
public record SeenTerm(long first, long last, long count, long previous, long earlier) {

    static SeenTerm once(long time) {
        return new SeenTerm(time, time, 1, time, 0);
    }

    SeenTerm again(long time) {
        if (time > last) {
            return new SeenTerm(first, time, count + 1, last, count);
        }
        if (time == last) {
            return new SeenTerm(first, last, count + 1, previous, earlier);
        }
        long latest = earlier == 0 ? time : Math.max(previous, time);
        return new SeenTerm(Math.min(first, time), last, count + 1, latest, earlier + 1);
    }

    /** What was seen of it before a time, which is not before the last; empty where that is nothing. */
    Optional<History.Earlier> before(Term term, long time) {
        if (last < time) {
            return Optional.of(new History.Earlier(term.values(), count, first, last));
        }
        return earlier == 0
                ? Optional.empty()
                : Optional.of(new History.Earlier(term.values(), earlier, first, previous));
    }
}
