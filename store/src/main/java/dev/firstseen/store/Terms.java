package dev.firstseen.store;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import java.util.Collection;
import java.util.Map;

/** What {@code new_terms} rules remember. */
public interface Terms {

    /** Whose memory: a rule's, of one tenant, of one term. */
    record Key(int memory, String tenant, Term term) {}

    /**
     * What is remembered of a term.
     *
     * @param until the last time at which this can still matter, in milliseconds since 1970
     */
    record Remembered(Runs runs, Sightings sightings, long until) {}

    /** Those of the keys that are remembered. */
    Map<Key, Remembered> load(Collection<Key> keys);

    void save(Map<Key, Remembered> changed);

    /** Takes a term with what is remembered of it. */
    @FunctionalInterface
    interface Taker {
        void take(Term term, Remembered remembered);
    }

    /** All that is remembered under a first value (usually: of a user). */
    void eachSharing(int memory, String tenant, Value.Scalar first, Taker taker);

    /** All that a memory holds, of all tenants. It goes through all of it, so not for every second. */
    void each(int memory, Taker taker);

    /** How many are remembered; they are counted, so not for every second. */
    long size();

    /**
     * Forgets what can no longer matter on the day (UTC) of a time, many but not all at once; gives how many, 0 when none
     * is left.
     */
    long forgetBefore(long time);
}
