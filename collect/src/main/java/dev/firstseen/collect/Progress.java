package dev.firstseen.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a part of a source has come.
 *
 * @param what the part: a content type, an endpoint, a topic
 * @param from where this run began
 * @param to how far there is something to collect: now, or the end of the topic or file
 * @param reached up to where everything has been handed over
 */
public record Progress(String what, Instant from, Instant to, Instant reached) {

    /** How far behind it is; never negative. */
    public Duration lag() {
        return reached.isBefore(to) ? Duration.between(reached, to) : Duration.ZERO;
    }

    /** From 0 to 1: how much of the way is behind it. */
    public double share() {
        Duration whole = Duration.between(from, to);
        if (!whole.isPositive()) {
            return 1;
        }
        double done = (double) Duration.between(from, reached).toMillis() / whole.toMillis();
        return Math.clamp(done, 0.0, 1.0);
    }
}
