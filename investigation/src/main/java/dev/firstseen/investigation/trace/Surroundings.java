package dev.firstseen.investigation.trace;

import java.util.Set;

/**
 * What is known around a case, in two steps: which networks matter beside those of its alerts is known only in view of the
 * first.
 */
public interface Surroundings {

    /** What the account did and had done to it, and how others signed in from the networks of its alerts. */
    Trace near();

    /**
     * The same with how others signed in by device code from further networks. Asked once, also where there are none.
     *
     * @param further networks beside those of the alerts
     */
    Trace with(Set<Long> further);
}
