package dev.firstseen.runtime.live;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.Stretch;
import dev.firstseen.store.Observations;
import java.util.ArrayList;
import java.util.Comparator;
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
        if (from >= to) {
            return 1;
        }
        double observed = now.coverage().of(tenant, dataset, from, to) * (to - from);
        for (Stretch gap : united(now.gaps(), tenant, dataset, from, to)) {
            // Nothing is taken off twice: where no record tells that the log was observed, it does not count anyhow.
            observed -= now.coverage().of(tenant, dataset, gap.from(), gap.to()) * (gap.to() - gap.from());
        }
        return Math.clamp(observed / (to - from), 0.0, 1.0);
    }

    /** What is missing of a log within a stretch. Gaps overlap: an outage leaves one for each kind of content. */
    private static List<Stretch> united(
            List<Observations.Gap> gaps, String tenant, String dataset, long from, long to) {
        List<Stretch> within = gaps.stream()
                .filter(gap -> gap.tenant().isEmpty() || gap.tenant().equals(tenant))
                .filter(gap -> GapLogs.mayConcern(gap.log(), dataset))
                .filter(gap -> gap.from() < to && gap.to() > from)
                .map(gap -> new Stretch(Math.max(from, gap.from()), Math.min(to, gap.to())))
                .sorted(Comparator.comparingLong(Stretch::from))
                .toList();
        List<Stretch> united = new ArrayList<>();
        for (Stretch next : within) {
            if (united.isEmpty() || united.getLast().to() < next.from()) {
                united.add(next);
            } else if (united.getLast().to() < next.to()) {
                united.add(new Stretch(united.removeLast().from(), next.to()));
            }
        }
        return united;
    }
}
