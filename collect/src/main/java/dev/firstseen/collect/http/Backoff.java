package dev.firstseen.collect.http;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to leave a failing service alone: twice as long each time, never less than it asks for. One thread uses it. */
public final class Backoff {

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** The next wait, after one more failure; longer than asked by up to a half, so that clients do not come all at once. */
    public Duration next(Optional<Duration> asked) {
        long doubled = first.toMillis() << Math.min(failures, 20);
        failures++;
        long wait = Math.min(doubled, most.toMillis());
        // A header that asks for a year is not to stop collecting for one.
        long wanted = Math.max(
                wait,
                Math.min(
                        asked.orElse(Duration.ZERO).toMillis(),
                        Duration.ofHours(1).toMillis()));
        return Duration.ofMillis(wanted + random.nextLong(wanted / 2 + 1));
    }

    /** It works again. */
    public void reset() {
        failures = 0;
    }

    public int failures() {
        return failures;
    }
}
