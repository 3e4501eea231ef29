package dev.firstseen.runtime.watch;

import dev.firstseen.collect.simulation.FastClock;
import dev.firstseen.collect.time.SourceClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fast clock that stands while processes start: how long that takes is the machine's affair, and content that expires
 * meanwhile would be lost to them alone. Safe for use by many threads.
 */
final class HeldClock implements SourceClock {
    private final long factor;
    private Instant at;
    private @Nullable FastClock running;

    /** Stands at a time. */
    HeldClock(Instant at, long factor) {
        this.at = at;
        this.factor = factor;
    }

    @Override
    public synchronized Instant now() {
        return running == null ? at : running.now();
    }

    synchronized void go() {
        running = new FastClock(at, factor);
    }

    synchronized void hold() {
        at = now();
        running = null;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.dividedBy(factor));
    }
}
