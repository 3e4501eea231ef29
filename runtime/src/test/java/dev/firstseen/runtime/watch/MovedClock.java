package dev.firstseen.runtime.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where it is put, beside a count of nanoseconds that only grows. */
final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-21T00:00:00Z");
    private long ticks = 17;

    /** Time passes. */
    void pass(Duration time) {
        now = now.plus(time);
        ticks += time.toNanos();
    }

    /** It is set, while no time passes. */
    void set(Instant other) {
        now = other;
    }

    long ticks() {
        return ticks;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
