package dev.firstseen.runtime.live;

import dev.firstseen.collect.Gap;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.store.Observations;
import dev.firstseen.store.Stale;
import java.time.Duration;

/**
 * Finds the alerts whose history is covered otherwise, by what has been observed or is missing of their logs. What is
 * newer than all alerts makes none of them stale.
 *
 * @param reach how far back any history looks
 */
record Staleness(Duration reach) {

    /** Hours were observed that had not been. */
    void observed(Coverage fresh, Stale stale, long now) {
        fresh.logs().forEach((log, hours) -> {
            long[] from = {Long.MAX_VALUE};
            long[] to = {Long.MIN_VALUE};
            hours.forEach((place, marked) -> {
                from[0] = Math.min(from[0], 64L * place + Long.numberOfTrailingZeros(marked));
                to[0] = Math.max(to[0], 64L * place + 64 - Long.numberOfLeadingZeros(marked));
            });
            if (from[0] < to[0]) {
                // With an hour, the silences on both sides of it may count as observed.
                stale.observed(
                        log.tenant(),
                        log.dataset(),
                        from[0] * ObservedHours.HOUR,
                        later((to[0] + ObservedHours.QUIET) * ObservedHours.HOUR),
                        now);
            }
        });
    }

    /** A stretch is missing, or not any more. */
    void changed(Gap gap, Observations observations, Stale stale, long now) {
        if (gap.tenant().isEmpty()) {
            observations.eachLog(log -> changed(gap, log.tenant(), log.dataset(), stale, now));
        } else {
            observations.datasets(gap.tenant()).forEach(dataset -> changed(gap, gap.tenant(), dataset, stale, now));
        }
    }

    private void changed(Gap gap, String tenant, String dataset, Stale stale, long now) {
        if (GapLogs.mayConcern(gap.log(), dataset)) {
            stale.observed(
                    tenant, dataset, gap.from().toEpochMilli(), later(gap.to().toEpochMilli()), now);
        }
    }

    private long later(long time) {
        return time > Long.MAX_VALUE - reach.toMillis() ? Long.MAX_VALUE : time + reach.toMillis();
    }
}
