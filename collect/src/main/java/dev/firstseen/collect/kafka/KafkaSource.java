package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.time.SourceClock;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of some topics, those that are added later too. Records became available at the timestamp that the
 * topic gives them. A partition without a place in the cursor is read from its beginning. What is wrong with a topic or a
 * partition is told of it, and the others are read.
 */
public record KafkaSource(String name, KafkaSettings settings, SourceClock clock) implements Source {

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        Offsets offsets = new Offsets(cursor);
        Reach reach = new Reach(offsets);
        KafkaRun.Standing standing = new KafkaRun.Standing(
                new Brokers(settings, intake),
                new Topics(settings.topics(), settings.lookForPartitions(), intake),
                new TroubledPartitions(intake),
                offsets,
                reach,
                new Delivery(name, settings.title(), offsets, reach, intake));
        while (true) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    Ends ends = new Ends(settings, standing.brokers(), standing.troubled(), reach)) {
                new KafkaRun(settings, clock, consumer, ends, standing, intake).run();
            } catch (InterruptException stop) {
                // Kafka's own, which sets the flag as well.
                Thread.interrupted();
                throw new InterruptedException();
            } catch (KafkaException failure) {
                clock.pause(standing.brokers().failed(failure, clock.now()));
            }
        }
    }
}
