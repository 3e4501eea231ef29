package dev.firstseen.deliver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(10, Duration.ofSeconds(2), Duration.ofMinutes(1));

    @Property(tries = 300)
    void theWaitDoublesUpToTheLongest(@ForAll @IntRange(min = 1, max = 9) int made, @ForAll Random random) {
        long most = Math.min(60_000, 2_000L << (made - 1));
        assertThat(POLICY.next(made, new Outcome.Retry("Away."), random))
                .isInstanceOfSatisfying(
                        RetryPolicy.Next.After.class,
                        after -> assertThat(after.delay().toMillis()).isBetween(most / 2, most));
    }

    @Test
    void aReceiverThatAsksForMoreGetsIt() {
        Outcome.Retry retry = new Outcome.Retry("Busy.", Optional.of(Duration.ofMinutes(7)));
        assertThat(POLICY.next(1, retry, new Random(1))).isEqualTo(new RetryPolicy.Next.After(Duration.ofMinutes(7)));
    }

    @Test
    void afterTheLastAttemptItIsADeadLetter() {
        assertThat(POLICY.next(10, new Outcome.Retry("Away."), new Random(1)))
                .isEqualTo(new RetryPolicy.Next.DeadLetter("Given up after 10 attempts. Away."));
    }
}
