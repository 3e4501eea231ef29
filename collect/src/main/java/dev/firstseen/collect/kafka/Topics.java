package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.window.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;

/** Finds the partitions of topics. One that is not there, or that we may not see, is told, and the others are read. One thread uses it. */
final class Topics {

    private final Map<String, Health> topics = new LinkedHashMap<>();

    Topics(List<String> names, Intake intake) {
        names.forEach(name -> topics.put(name, new Health("topic " + name, intake)));
    }

    /**
     * All partitions there are now.
     *
     * @param again after how long they are looked for again
     */
    Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Instant now, Duration again) {
        Set<TopicPartition> all = new HashSet<>();
        topics.forEach((topic, health) -> {
            Set<TopicPartition> found = partitions(topic, health, consumer, now, again);
            if (!found.isEmpty()) {
                health.well();
            }
            all.addAll(found);
        });
        return all;
    }

    private static Set<TopicPartition> partitions(
            String topic, Health health, Consumer<byte[], byte[]> consumer, Instant now, Duration again) {
        Set<TopicPartition> found = new HashSet<>();
        try {
            for (PartitionInfo each : consumer.partitionsFor(topic)) {
                found.add(new TopicPartition(topic, each.partition()));
            }
            if (found.isEmpty()) {
                String sentence = "The brokers have no topic %s, or do not show it to us; check its name."
                        .formatted(Wording.printable(topic));
                health.failing(now, sentence, now.plus(again));
            }
        } catch (AuthorizationException refused) {
            health.denied(now, "The brokers do not let us read the topic %s.".formatted(Wording.printable(topic)));
        } catch (InvalidTopicException noName) {
            String sentence = "\"%s\" is no name of a topic.".formatted(Wording.printable(topic));
            health.failing(now, sentence, now.plus(again));
        }
        return found;
    }
}
