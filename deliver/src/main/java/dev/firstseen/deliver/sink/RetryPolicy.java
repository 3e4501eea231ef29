package dev.firstseen.deliver.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again: the wait doubles from the first to the longest, of which a random half is taken away so that many do
 * not come back at once; a receiver that asks for more gets it.
 *
 * @param attempts after so many a notice is a dead letter
 * @param first the longest wait after the first attempt
 * @param longest the longest wait at all
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /** Twenty attempts: about half a day at a receiver that stays away. The service gives up none for that alone. */
    public static final RetryPolicy STANDARD = new RetryPolicy(20, Duration.ofSeconds(5), Duration.ofHours(1));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: found " + attempts + ", expected at least 1");
        }
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "waits: found " + first + " to " + longest + ", expected a positive one and one at least as long");
        }
    }

    /** What to do with a notice. */
    public sealed interface Next {

        /** Try again after this time. */
        record After(Duration delay) implements Next {}

        /** Give up; the sentence says why. */
        record DeadLetter(String sentence) implements Next {}
    }

    /**
     * What follows the attempts made.
     *
     * @param made how many attempts were made, the last one included
     */
    public Next next(int made, Outcome.Retry retry, RandomGenerator random) {
        return made >= attempts
                ? new Next.DeadLetter("Given up after " + made + " attempts. " + retry.sentence())
                : new Next.After(delay(made, retry, random));
    }

    /**
     * How long to wait before another attempt, where nothing is given up for their number.
     *
     * @param made how many attempts were made, the last one included
     */
    public Duration delay(int made, Outcome.Retry retry, RandomGenerator random) {
        long most = first.toMillis();
        for (int doubled = 1; doubled < made && most < longest.toMillis(); doubled++) {
            most *= 2;
        }
        most = Math.max(1, Math.min(most, longest.toMillis()));
        Duration wait = Duration.ofMillis(most - random.nextLong(most / 2 + 1));
        Duration asked = retry.after().orElse(Duration.ZERO);
        return wait.compareTo(asked) < 0 ? asked : wait;
    }
}
