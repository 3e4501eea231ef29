package dev.firstseen.collect.folder;

import dev.firstseen.collect.simulation.SteppedClock;
import dev.firstseen.collect.time.SourceClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Looks so many times; what happens after a look is done by the action, given the number of the look. */
final class Looks implements SourceClock {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final SteppedClock clock = new SteppedClock(START, Instant.MAX);
    private final int most;
    private final Happening happening;
    private int looked;

    Looks(int most, Happening happening) {
        this.most = most;
        this.happening = happening;
    }

    interface Happening {
        void after(int look) throws IOException;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        clock.pause(duration);
        try {
            happening.after(++looked);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (looked >= most) {
            throw new InterruptedException();
        }
    }
}
