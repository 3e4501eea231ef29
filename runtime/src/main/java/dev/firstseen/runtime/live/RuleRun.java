package dev.firstseen.runtime.live;

import java.util.List;

/** One rule at work within one transaction. */
sealed interface RuleRun permits MatchRun, FirstSeenRun, CrossingRun {

    /**
     * Takes events that match, each for the first time, in the order of folding among themselves, but perhaps earlier or
     * later than others before.
     */
    List<AlertChange> run(List<Matched> matched);

    /** Takes events in the same way that are past: what comes of them is told to nobody. */
    void remember(List<Matched> matched);

    /** What it could not use of the events that it took. */
    PassedOver passedOver();

    /** Learns that an event taken before counts by an earlier time; it is taken again after this. */
    void moved(Matched to, long from);
}
