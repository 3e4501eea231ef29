package dev.firstseen.runtime.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a notice that was not taken is sent again: after twice as long every time, up to a longest, with chance in it so
 * that many senders do not come together.
 *
 * @param first the wait after the first attempt
 * @param longest of all waits, unless the receiver asks for more
 * @param attempts after so many it is given up
 */
record RetryPolicy(Duration first, Duration longest, int attempts) {

    /** For about three days. */
    static final RetryPolicy USUAL = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10), 450);

    boolean isTooMany(int made) {
        return made >= attempts;
    }

    /**
     * How long to wait.
     *
     * @param made how many attempts have failed
     * @param asked how long the receiver asks for
     */
    Duration wait(int made, Optional<Duration> asked, RandomGenerator random) {
        long doubled = first.toMillis() << Math.clamp(made - 1, 0, 20);
        long bound = Math.min(doubled, longest.toMillis());
        Duration own = Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
        return asked.filter(wish -> wish.compareTo(own) > 0).orElse(own);
    }
}
