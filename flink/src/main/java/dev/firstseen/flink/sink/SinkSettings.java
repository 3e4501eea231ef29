package dev.firstseen.flink.sink;

import dev.firstseen.flink.source.SecretValue;
import java.util.Map;

/** Where a job delivers its alerts. */
public sealed interface SinkSettings {

    /**
     * NDJSON files, which appear when a checkpoint has completed.
     *
     * @param folder as Flink's file systems name it
     */
    record Files(String folder) implements SinkSettings {}

    /**
     * A topic of Kafka's, in transactions: whoever reads committed messages sees each exactly once. The key of a message is
     * the alert's id.
     *
     * @param transactions how this job's transactions begin their names; no other job may have the same
     */
    record Kafka(
            String brokers,
            String topic,
            String transactions,
            Map<String, String> properties,
            Map<String, SecretValue> secrets)
            implements SinkSettings {
        public Kafka {
            properties = Map.copyOf(properties);
            secrets = Map.copyOf(secrets);
        }
    }
}
