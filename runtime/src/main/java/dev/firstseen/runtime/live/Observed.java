package dev.firstseen.runtime.live;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.store.Observations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For how much of a stretch of time a log was observed. Read from the store when first asked: few records are first seen. */
final class Observed {
    private final Observations observations;
    private @Nullable Known known;

    private record Known(Coverage coverage, List<Observations.Gap> gaps) {}

    Observed(Observations observations) {
        this.observations = observations;
    }

    /** From 0 to 1, for a stretch in milliseconds since 1970, its end not included. */
    double share(String tenant, String dataset, long from, long to) {
        Known now = known;
        if (now == null) {
            now = new Known(observations.coverage(), observations.gaps());
            known = now;
        }
        double seen = now.coverage().of(tenant, dataset, from, to);
        double missing = 0;
        for (Observations.Gap gap : now.gaps()) {
            if ((gap.tenant().isEmpty() || gap.tenant().equals(tenant)) && GapLogs.mayConcern(gap.log(), dataset)) {
                missing += Math.max(0, Math.min(to, gap.to()) - Math.max(from, gap.from()));
            }
        }
        return Math.clamp(seen - missing / (to - from), 0.0, 1.0);
    }
}
