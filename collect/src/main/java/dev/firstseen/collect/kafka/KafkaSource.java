package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.http.Backoff;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of some topics, those that are added later too. Records became available at the timestamp that the
 * topic gives them. A partition without a place in the cursor is read from its beginning.
 */
public record KafkaSource(String name, KafkaSettings settings, SourceClock clock) implements Source {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        Health health = new Health("brokers", intake);
        Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new SplittableRandom());
        Offsets offsets = new Offsets(cursor);
        Topics topics = new Topics(settings.topics(), intake);
        Reach reach = new Reach(settings.title(), offsets);
        while (true) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                new KafkaRun(name, settings, clock, consumer, offsets, topics, reach, health, backoff, intake).run();
            } catch (InterruptException stop) {
                // Kafka's own, which sets the flag as well.
                Thread.interrupted();
                throw new InterruptedException();
            } catch (KafkaException failure) {
                Duration wait = backoff.next(Optional.empty());
                report(health, failure, wait);
                clock.pause(wait);
            }
        }
    }

    private void report(Health health, KafkaException failure, Duration wait) {
        String said = Wording.printable(String.valueOf(failure.getMessage()));
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
            health.denied(
                    clock.now(),
                    "The brokers %s do not let us read %s (%s)."
                            .formatted(settings.bootstrapServers(), settings.topics(), said));
        } else {
            health.failing(
                    clock.now(),
                    "The brokers %s cannot be read (%s).".formatted(settings.bootstrapServers(), said),
                    clock.now().plus(wait));
        }
    }
}
