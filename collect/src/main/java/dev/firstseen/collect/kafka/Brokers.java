package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.http.Backoff;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.window.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** How the brokers are doing, all together. It outlives its consumers. One thread uses it. */
final class Brokers {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final KafkaSettings settings;
    private final Health health;
    private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new SplittableRandom());

    Brokers(KafkaSettings settings, Intake intake) {
        this.settings = settings;
        this.health = new Health("brokers", intake);
    }

    /** They answered. */
    void well() {
        health.well();
        backoff.reset();
    }

    /** None of them answers; what they send all the same is read. */
    void silent(Instant now) {
        health.failing(
                now,
                "The brokers %s do not answer.".formatted(settings.bootstrapServers()),
                now.plus(settings.lookForPartitions()));
    }

    /** Nothing can be read of them; gives how long to wait. */
    Duration failed(KafkaException failure, Instant now) {
        Duration wait = backoff.next(Optional.empty());
        String said = Wording.printable(String.valueOf(failure.getMessage()));
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
            health.denied(
                    now,
                    "The brokers %s do not let us read %s (%s)."
                            .formatted(settings.bootstrapServers(), settings.topics(), said));
        } else {
            health.failing(
                    now,
                    "The brokers %s cannot be read (%s).".formatted(settings.bootstrapServers(), said),
                    now.plus(wait));
        }
        return wait;
    }
}
