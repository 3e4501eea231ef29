package dev.firstseen.engine.newterms;

import java.util.Comparator;
import java.util.List;

/**
 * All that has to be remembered of a term so that its occurrences may come in any order: runs of occurrences, each of
 * which lies in the history window of the next. The first of a run is first seen, the others are not; so what lies
 * inside a run never matters again, and a term that is in use has one run, however often it occurs.
 *
 * @param runs in order of time
 */
public record Runs(List<Run> runs) {

    /** Of a term never seen. */
    public static final Runs NONE = new Runs(List.of());

    public Runs {
        runs = List.copyOf(runs);
    }

    /**
     * Occurrences without a gap that is longer than the window.
     *
     * @param first when it begins, in milliseconds since 1970
     * @param firstId the event id of the occurrence with which it begins: of several at that time the smallest; empty
     *     where that has moved away, since which one is next nobody remembers
     * @param last the time of the last occurrence
     * @param count how many occurrences it holds, at least one
     */
    public record Run(long first, String firstId, long last, long count) {
        static final Comparator<Run> BEGINNING =
                Comparator.comparingLong(Run::first).thenComparing(Run::firstId);

        public Run {
            if (first > last) {
                throw new IllegalArgumentException("a run cannot end at " + last + ", before it begins at " + first);
            }
            if (count < 1) {
                throw new IllegalArgumentException("a run cannot hold " + count + " occurrences");
            }
        }

        /** This one with a later one that its end reaches. */
        Run with(Run later) {
            return new Run(first, firstId, Math.max(last, later.last), count + later.count);
        }

        boolean holds(long time) {
            return first <= time && time <= last;
        }

        boolean beginsWith(long time, String eventId) {
            return first == time && firstId.equals(eventId);
        }

        /** Whether the occurrence with which it begins is known, so that this one may have been raised. */
        boolean isRaised() {
            return !firstId.isEmpty();
        }
    }

    /** The time of the last occurrence; the other end of time where there is none. */
    public long last() {
        return runs.isEmpty() ? Long.MIN_VALUE : runs.getLast().last();
    }
}
