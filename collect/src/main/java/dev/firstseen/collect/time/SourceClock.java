package dev.firstseen.collect.time;

import java.time.Duration;
import java.time.Instant;

/** What time it is, and waiting for some of it to pass. */
public interface SourceClock {

    Instant now();

    /** Waits; not at all where the duration is not positive. */
    void pause(Duration duration) throws InterruptedException;

    /** The time of the machine. */
    static SourceClock system() {
        return new SourceClock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
