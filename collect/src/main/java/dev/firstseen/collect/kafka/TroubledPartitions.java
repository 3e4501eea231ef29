package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.window.Health;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Partitions with which something is wrong while the others are read: each is told once, until it is well. One thread uses it. */
final class TroubledPartitions {

    /** So many are told one by one. */
    private static final int MOST_TOLD = 100;

    private final Intake intake;
    private final Map<TopicPartition, Health> troubled = new HashMap<>();

    TroubledPartitions(Intake intake) {
        this.intake = intake;
    }

    void failing(TopicPartition partition, Instant now, String sentence, Instant again) {
        if (troubled.size() < MOST_TOLD || troubled.containsKey(partition)) {
            troubled.computeIfAbsent(partition, any -> new Health("partition " + partition, intake))
                    .failing(now, sentence, again);
        }
    }

    /** Those that are no more are no trouble, as far as it is known which there are: those of some topics, all of them. */
    void retain(Set<TopicPartition> present, Set<String> topics) {
        Set<TopicPartition> gone = new HashSet<>(troubled.keySet());
        gone.removeAll(present);
        gone.removeIf(partition -> !topics.contains(partition.topic()));
        gone.forEach(this::well);
    }

    void well(TopicPartition partition) {
        Health health = troubled.remove(partition);
        if (health != null) {
            health.well();
        }
    }
}
