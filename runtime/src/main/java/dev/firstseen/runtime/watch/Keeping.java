package dev.firstseen.runtime.watch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How much is kept.
 *
 * @param retention for how long alerts, incidents, the archive and notices that nobody took are kept
 * @param archived how many bytes the archive may take, as it is kept, at least 1; empty where only time bounds it
 */
public record Keeping(Duration retention, OptionalLong archived) {

    public Keeping {
        if (archived.isPresent() && archived.getAsLong() < 1) {
            throw new IllegalArgumentException("archived: found " + archived.getAsLong() + ", expected at least 1");
        }
    }

    /** All that is not past its time. */
    public static Keeping of(Duration retention) {
        return new Keeping(retention, OptionalLong.empty());
    }
}
