package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.time.SourceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Reading with one consumer, until it fails. One thread uses it. */
final class KafkaRun {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings settings;
    private final SourceClock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final Ends ends;
    private final TopicIds ids;
    private final Standing standing;
    private final Intake intake;
    private Instant lastLook = Instant.EPOCH;

    /** What is known of the topics, and outlives a consumer. */
    record Standing(
            Brokers brokers,
            Topics topics,
            TroubledPartitions troubled,
            Offsets offsets,
            Reach reach,
            Delivery delivery) {}

    KafkaRun(
            KafkaSettings settings,
            SourceClock clock,
            Consumer<byte[], byte[]> consumer,
            Ends ends,
            Standing standing,
            Intake intake) {
        this.settings = settings;
        this.clock = clock;
        this.consumer = consumer;
        this.ends = ends;
        this.ids = new TopicIds(ends.admin());
        this.standing = standing;
        this.intake = intake;
    }

    void run() throws InterruptedException {
        while (true) {
            Instant now = clock.now();
            // A clock that was put back makes no long wait.
            if (!now.isBefore(lastLook.plus(settings.lookForPartitions())) || now.isBefore(lastLook)) {
                look(now);
                lastLook = now;
            }
            ends.take();
            if (consumer.assignment().isEmpty()) {
                clock.pause(settings.lookForPartitions());
            } else {
                read();
            }
        }
    }

    private void read() throws InterruptedException {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            standing.delivery().handOver(records, clock.now());
            records.partitions().forEach(partition -> standing.topics().read(partition.topic()));
            standing.reach()
                    .progress(consumer, consumer.assignment(), clock.now())
                    .forEach(intake::progress);
        } catch (LogTruncationException cutOff) {
            goBack(cutOff);
        } catch (OffsetOutOfRangeException gone) {
            gone.offsetOutOfRangePartitions().forEach(this::skip);
        } catch (TopicAuthorizationException refused) {
            if (refused.unauthorizedTopics().isEmpty()) {
                throw refused;
            }
            refused.unauthorizedTopics().forEach(topic -> standing.topics().refused(topic, clock.now()));
            Set<TopicPartition> others = new HashSet<>(consumer.assignment());
            others.removeIf(partition -> refused.unauthorizedTopics().contains(partition.topic()));
            consumer.assign(others);
        }
    }

    /** Takes on the partitions there are, and asks where they end. */
    private void look(Instant now) throws InterruptedException {
        Map<String, List<PartitionInfo>> present = standing.topics().partitions(consumer, now);
        Set<TopicPartition> all = new HashSet<>();
        List<TopicPartition> led = new ArrayList<>();
        for (PartitionInfo each :
                present.values().stream().flatMap(List::stream).toList()) {
            TopicPartition partition = new TopicPartition(each.topic(), each.partition());
            all.add(partition);
            if (each.leader() == null) {
                standing.troubled()
                        .failing(
                                partition,
                                now,
                                "The partition %s has no leader, and is read when it has one. The others are read."
                                        .formatted(partition),
                                now.plus(settings.lookForPartitions()));
            } else {
                led.add(partition);
            }
        }
        standing.troubled().retain(all, present.keySet());
        if (led.isEmpty()) {
            // There is no end to ask for: this is all that they can answer.
            standing.brokers().well();
        }
        for (Map.Entry<String, List<PartitionInfo>> each : present.entrySet()) {
            if (!each.getValue().isEmpty()) {
                identify(each.getKey());
            }
        }
        ids.askAgain();
        assign(all);
        ends.ask(led, now);
    }

    /** Where offsets are known, they must not be taken for those of another topic of the same name. */
    private void identify(String topic) throws InterruptedException {
        Optional<String> before = standing.offsets().topic(topic);
        Optional<String> id = ids.of(topic, before.isPresent());
        if (id.isEmpty() || id.equals(before)) {
            return;
        }
        standing.delivery().identify(topic, id.get());
        List<TopicPartition> begun = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
        if (before.isPresent() && !begun.isEmpty()) {
            consumer.seekToBeginning(begun);
        }
    }

    private void assign(Set<TopicPartition> present) throws InterruptedException {
        Set<TopicPartition> known = Set.copyOf(consumer.assignment());
        Set<TopicPartition> all = new HashSet<>(known);
        all.addAll(present);
        if (all.equals(known)) {
            return;
        }
        consumer.assign(all);
        for (TopicPartition each : all) {
            if (!known.contains(each)) {
                begin(each);
            }
        }
    }

    private void begin(TopicPartition partition) throws InterruptedException {
        Optional<Offsets.Position> position = standing.offsets().of(partition);
        if (position.isEmpty()) {
            consumer.seekToBeginning(List.of(partition));
            return;
        }
        Optional<String> topic = standing.offsets().topic(partition.topic());
        // Of another topic an epoch says nothing.
        boolean same = topic.isPresent() && topic.equals(ids.of(partition.topic(), false));
        consumer.seek(
                partition,
                new OffsetAndMetadata(
                        position.get().next(), same ? position.get().epoch() : Optional.empty(), ""));
    }

    /** The brokers lost the end of what was read, and have other records in its place. */
    private void goBack(LogTruncationException cutOff) throws InterruptedException {
        for (Map.Entry<TopicPartition, Long> each :
                cutOff.offsetOutOfRangePartitions().entrySet()) {
            OffsetAndMetadata common = cutOff.divergentOffsets().get(each.getKey());
            if (common == null) {
                skip(each.getKey(), each.getValue());
            } else {
                consumer.seek(each.getKey(), common);
                standing.delivery().goBack(each.getKey(), each.getValue(), common);
            }
        }
    }

    /** The brokers keep a partition's records from a later one on, or the topic was made anew: its beginning is next. */
    private void skip(TopicPartition partition, long wanted) {
        Long earliest;
        try {
            earliest = consumer.beginningOffsets(List.of(partition), POLL.multipliedBy(4))
                    .get(partition);
        } catch (TimeoutException unanswered) {
            // It is out of range at the next poll too; until then the others are read.
            return;
        }
        long from = earliest == null ? 0 : earliest;
        consumer.seek(partition, from);
        if (from <= wanted) {
            // Where it is another topic, the next look finds that out, and begins anew with all of its partitions.
            ids.forget(partition.topic());
        }
        standing.delivery()
                .lost(
                        partition,
                        from > wanted
                                ? "The %,d records of %s from offset %d to %d were not collected before the brokers removed them."
                                        .formatted(from - wanted, partition, wanted, from)
                                : "The topic of %s is not the one read before: offset %d is past its end. It is read from its beginning."
                                        .formatted(partition, wanted));
    }
}
