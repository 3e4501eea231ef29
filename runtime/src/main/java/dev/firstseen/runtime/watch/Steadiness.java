package dev.firstseen.runtime.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the clock that says what time it is runs evenly, beside one that only counts. One that was set, or a machine that
 * slept, shows as a jump; after it, and after the start, nobody knows for a while whether the time is right. Used by one
 * thread.
 */
final class Steadiness {
    /** Clocks that are brought into step move by less between two looks. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** So long without a jump, the clock is believed. */
    static final Duration PROBATION = Duration.ofHours(1);

    private final Clock clock;
    private final LongSupplier ticks;
    private long lastTime;
    private long lastTicks;
    private long begun;

    /** @param ticks counts nanoseconds, and is never set */
    Steadiness(Clock clock, LongSupplier ticks) {
        this.clock = clock;
        this.ticks = ticks;
        this.lastTime = clock.millis();
        this.lastTicks = ticks.getAsLong();
        this.begun = lastTicks;
    }

    /** By how much the clock jumped since the last look, backwards where negative; empty where it did not. */
    Optional<Duration> look() {
        long time = clock.millis();
        long counted = ticks.getAsLong();
        Duration jump = Duration.ofMillis(time - lastTime).minusNanos(counted - lastTicks);
        lastTime = time;
        lastTicks = counted;
        if (jump.abs().compareTo(TOLERANCE) <= 0) {
            return Optional.empty();
        }
        begun = counted;
        return Optional.of(jump);
    }

    /** Whether it has run evenly long enough, as far as was looked. */
    boolean isBelieved() {
        return lastTicks - begun >= PROBATION.toNanos();
    }
}
