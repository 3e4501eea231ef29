package dev.firstseen.flink.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where a job reads. */
public sealed interface SourceSettings {

    /**
     * Files and folders, of any shape that {@code scan} reads.
     *
     * @param paths as Flink's file systems name them
     * @param poll how often a folder is looked at for new files, where the job does not end with those there are
     */
    record Files(List<String> paths, Duration poll) implements SourceSettings {
        public Files {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Kafka's topics, or an Event Hubs namespace by its Kafka endpoint.
     *
     * @param brokers the bootstrap servers
     * @param group in which offsets are committed, to be seen; where the job goes on is in its checkpoints
     * @param fromLatest whether a job without a checkpoint begins with what comes next, not with what is there
     * @param properties of the client, without secrets
     * @param secrets properties whose value is secret
     */
    record Kafka(
            String brokers,
            List<String> topics,
            String group,
            boolean fromLatest,
            Map<String, String> properties,
            Map<String, SecretValue> secrets)
            implements SourceSettings {
        public Kafka {
            topics = List.copyOf(topics);
            properties = Map.copyOf(properties);
            secrets = Map.copyOf(secrets);
        }
    }
}
