package dev.firstseen.flink.source;

import dev.firstseen.collect.kafka.KafkaSettings;
import java.time.Duration;

/** Where a job reads. */
public sealed interface SourceSettings {

    /** By which a savepoint finds it again. */
    String name();

    /**
     * A file or a folder, of any shape that {@code scan} reads.
     *
     * @param path as Flink's file systems name it
     * @param poll how often a folder is looked at for new files, where the job does not end with those there are
     */
    record Files(String name, String path, Duration poll) implements SourceSettings {}

    /** Kafka's topics, or those of an Event Hubs namespace by its Kafka endpoint. */
    record Kafka(String name, KafkaSettings settings) implements SourceSettings {}
}
