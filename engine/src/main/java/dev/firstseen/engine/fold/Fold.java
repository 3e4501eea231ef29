package dev.firstseen.engine.fold;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered for a key, and one more occurrence, give what to remember now and what to report. A pure function:
 * no clock, no input or output, no randomness. Occurrences of one key come in order of (time, event id).
 *
 * @param <M> what is remembered
 * @param <O> an occurrence: an event, or a term of one
 * @param <R> what is reported
 */
@FunctionalInterface
public interface Fold<M, O, R> {

    /** One step. A null memory is the one of a key never met, or of one whose memory has expired. */
    Step<M, R> step(@Nullable M memory, O occurrence);

    /**
     * What a step leaves.
     *
     * @param memory what to remember
     * @param until the last time, in milliseconds since 1970, at which that memory can still matter
     * @param reports what to report, usually nothing
     */
    record Step<M, R>(M memory, long until, List<R> reports) {
        public Step {
            reports = List.copyOf(reports);
        }
    }
}
