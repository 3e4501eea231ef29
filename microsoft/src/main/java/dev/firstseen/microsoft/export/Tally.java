package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.Rejection;
import java.util.EnumMap;
import java.util.Map;

/** Counts of what was met in a content. Each worker counts for itself; the counts are added up at the end. */
final class Tally {

    long rows;
    long firstSecond = Long.MAX_VALUE;
    long lastSecond = Long.MIN_VALUE;
    final Map<Rejection.Reason, Long> rejected = new EnumMap<>(Rejection.Reason.class);
    final Map<Suspicion, Long> suspicions = new EnumMap<>(Suspicion.class);

    void saw(long second) {
        rows++;
        firstSecond = Math.min(firstSecond, second);
        lastSecond = Math.max(lastSecond, second);
    }

    void rejected(Rejection.Reason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    void suspect(Suspicion suspicion) {
        suspicions.merge(suspicion, 1L, Long::sum);
    }

    void add(Tally other) {
        rows += other.rows;
        firstSecond = Math.min(firstSecond, other.firstSecond);
        lastSecond = Math.max(lastSecond, other.lastSecond);
        other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        other.suspicions.forEach((suspicion, count) -> suspicions.merge(suspicion, count, Long::sum));
    }
}
