package dev.firstseen.runtime.live;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.coverage.Stretch;
import dev.firstseen.store.Losses;
import dev.firstseen.store.Observations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For how much of a stretch of time a log was observed. Read from the store when first asked: few records are first seen. */
final class Observed {
    private final Observations observations;
    private final Losses losses;
    private final LiveTime time;
    private final Map<Coverage.Log, ObservedHours> known = new HashMap<>();
    private final Map<Memory, Long> whole = new HashMap<>();
    private @Nullable List<Observations.Gap> gaps;

    /** Of a log. */
    private record Memory(int number, Coverage.Log log) {}

    /** @param time by which records count */
    Observed(Observations observations, Losses losses, LiveTime time) {
        this.observations = observations;
        this.losses = losses;
        this.time = time;
    }

    /**
     * From when on a memory is whole as far as a log goes, by its number; {@link Long#MIN_VALUE} where it lacks nothing. What
     * is said to have happened after it was available did not.
     */
    long wholeFrom(int memory, String tenant, String dataset) {
        return whole.computeIfAbsent(new Memory(memory, new Coverage.Log(tenant, dataset)), this::wholeFrom);
    }

    private long wholeFrom(Memory memory) {
        return losses.of(memory.number(), memory.log().tenant(), memory.log().dataset())
                .map(loss -> switch (time) {
                    case AVAILABLE -> loss.available() + 1;
                    case OCCURRED -> Math.min(loss.time(), loss.available()) + 1;
                })
                .orElse(Long.MIN_VALUE);
    }

    /** From 0 to 1, for a stretch in milliseconds since 1970, its end not included. */
    double share(String tenant, String dataset, long from, long to) {
        if (from >= to) {
            return 1;
        }
        ObservedHours hours =
                known.computeIfAbsent(new Coverage.Log(tenant, dataset), _ -> observations.hours(tenant, dataset));
        double observed = hours.covered(from, to) * (to - from);
        for (Stretch gap : united(gaps(), tenant, dataset, from, to)) {
            // Nothing is taken off twice: where no record tells that the log was observed, it does not count anyhow.
            observed -= hours.covered(gap.from(), gap.to()) * (gap.to() - gap.from());
        }
        return Math.clamp(observed / (to - from), 0.0, 1.0);
    }

    private List<Observations.Gap> gaps() {
        List<Observations.Gap> all = gaps;
        if (all == null) {
            all = observations.gaps();
            gaps = all;
        }
        return all;
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
