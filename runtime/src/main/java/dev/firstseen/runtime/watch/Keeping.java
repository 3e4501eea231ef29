package dev.firstseen.runtime.watch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How much is kept.
 *
 * @param retention for how long alerts, incidents, the archive and notices that nobody took are kept
 * @param archived how many bytes the archive may take, as it is kept, at least 1; empty where only time bounds it
 * @param round how often the rest is let go of
 */
public record Keeping(Duration retention, OptionalLong archived, Duration round) {
    private static final Duration USUAL_ROUND = Duration.ofMinutes(10);

    public Keeping {
        if (archived.isPresent() && archived.getAsLong() < 1) {
            throw new IllegalArgumentException("archived: found " + archived.getAsLong() + ", expected at least 1");
        }
    }

    /** All that is not past its time. */
    public static Keeping of(Duration retention) {
        return of(retention, OptionalLong.empty());
    }

    /** As {@link #of(Duration)}, with a bound for the archive. */
    public static Keeping of(Duration retention, OptionalLong archived) {
        return new Keeping(retention, archived, USUAL_ROUND);
    }
}
