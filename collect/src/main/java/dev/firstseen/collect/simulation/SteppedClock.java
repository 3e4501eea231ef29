package dev.firstseen.collect.simulation;

import dev.firstseen.collect.time.SourceClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock that moves only when someone waits: weeks pass as fast as the work in them. It interrupts its waiter when a set
 * end is reached. Safe for use by many threads.
 */
public final class SteppedClock implements SourceClock {

    private final Instant end;
    private Instant now;

    /**
     * From one moment to another.
     *
     * @param end waiting past this is answered by an {@link InterruptedException}
     */
    public SteppedClock(Instant start, Instant end) {
        this.now = start;
        this.end = end;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
            now = now.plus(duration);
        }
        if (now.isAfter(end) || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
