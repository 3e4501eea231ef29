package dev.firstseen.collect.simulation;

import dev.firstseen.collect.time.SourceClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that runs so many times as fast as the machine's, from a moment of its own. Safe for use by many threads. */
public final class FastClock implements SourceClock {

    private final Instant start;
    private final long factor;
    private final long began = System.nanoTime();

    /**
     * Starts now.
     *
     * @param factor at least 1
     */
    public FastClock(Instant start, long factor) {
        if (factor < 1) {
            throw new IllegalArgumentException(
                    "the clock runs at least as fast as the machine's, not %d times".formatted(factor));
        }
        this.start = start;
        this.factor = factor;
    }

    @Override
    public Instant now() {
        return start.plusNanos(Math.multiplyExact(System.nanoTime() - began, factor));
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.dividedBy(factor));
    }
}
