package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Progress;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** How far topics were read, by the timestamps of their records. It outlives its consumers. One thread uses it. */
final class Reach {

    private final Offsets offsets;
    private final Map<TopicPartition, End> ends = new HashMap<>();
    /** The first time that was read of each topic. */
    private final Map<String, Instant> begins = new HashMap<>();

    /** @param asked when that was so: of what came later, nothing is known */
    private record End(long offset, Instant asked) {}

    Reach(Offsets offsets) {
        this.offsets = offsets;
    }

    /**
     * Where a partition ended.
     *
     * @param asked when the brokers were asked
     */
    void endsAt(TopicPartition partition, long offset, Instant asked) {
        ends.put(partition, new End(offset, asked));
    }

    /** A record of this time was read; gives the first time of the topic. */
    Instant read(String topic, Instant time) {
        return begins.merge(topic, time, TimeRange::earlier);
    }

    /** How far the topics of some partitions are, each as far as that of its partitions which is furthest behind. */
    List<Progress> progress(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Instant now) {
        SortedMap<String, List<TopicPartition>> byTopic = new TreeMap<>();
        for (TopicPartition each : partitions) {
            byTopic.computeIfAbsent(each.topic(), any -> new ArrayList<>()).add(each);
        }
        List<Progress> all = new ArrayList<>();
        byTopic.forEach((topic, those) -> reached(consumer, those, now)
                .ifPresent(reached -> all.add(new Progress("topic " + topic, read(topic, reached), now, reached))));
        return all;
    }

    /** Nothing where it is not known of one of them, and no record says yet of what time what is unread is. */
    private Optional<Instant> reached(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant now) {
        Instant reached = now;
        for (TopicPartition each : partitions) {
            Optional<Instant> own = reached(consumer, each);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            reached = TimeRange.earlier(reached, own.get());
        }
        return Optional.of(reached);
    }

    private Optional<Instant> reached(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        End end = ends.get(partition);
        if (end != null && position(consumer, partition) >= end.offset()) {
            return Optional.of(end.asked());
        }
        return offsets.of(partition)
                .map(Offsets.Position::lastTime)
                .or(() -> Optional.ofNullable(begins.get(partition.topic())));
    }

    /** Negative where it is not known yet: without a leader a partition does not tell where it begins. */
    private static long position(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException unknown) {
            return -1;
        }
    }
}
