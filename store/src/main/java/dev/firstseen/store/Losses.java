package dev.firstseen.store;

import java.util.Collection;
import java.util.Optional;

/**
 * What was read of each log and the archive does not hold: because it was let go of, or nothing was archived. A memory that
 * begins later cannot be filled with it; one that was there has taken it.
 */
public interface Losses {

    /**
     * Records of a log are lost up to some times, in milliseconds since 1970.
     *
     * @param available when the last of them was made available
     * @param time when the last of them happened
     */
    record Loss(String tenant, String dataset, long available, long time) {

        /** What is lost with either. */
        public Loss and(Loss other) {
            return new Loss(tenant, dataset, Math.max(available, other.available), Math.max(time, other.time));
        }
    }

    /** All memories there are have taken these. */
    void add(Collection<Loss> losses);

    /** What a memory lacks of a log, by its number; empty where it lacks nothing. */
    Optional<Loss> of(int memory, String tenant, String dataset);

    /** Forgets what was available before a time, many but not all at once; gives how many, 0 when none is left. */
    long forgetBefore(long available);
}
