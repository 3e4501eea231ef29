package dev.firstseen.runtime.live;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.store.Observations.Gap;
import java.util.List;

/**
 * For how much of a stretch of time a log was observed.
 *
 * @param coverage the hours in which it had records
 * @param gaps what could not be collected
 */
record Observed(Coverage coverage, List<Gap> gaps) {

    Observed {
        gaps = List.copyOf(gaps);
    }

    /** From 0 to 1, for a stretch in milliseconds since 1970, its end not included. */
    double share(String tenant, String dataset, long from, long to) {
        double seen = coverage.of(tenant, dataset, from, to);
        double missing = 0;
        for (Gap gap : gaps) {
            if ((gap.tenant().isEmpty() || gap.tenant().equals(tenant)) && GapLogs.mayConcern(gap.log(), dataset)) {
                missing += Math.max(0, Math.min(to, gap.to()) - Math.max(from, gap.from()));
            }
        }
        return Math.clamp(seen - missing / (to - from), 0.0, 1.0);
    }
}
