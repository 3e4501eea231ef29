package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.http.Backoff;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reading with one consumer, until it fails. One thread uses it. */
final class KafkaRun {

    private static final Duration POLL = Duration.ofMillis(500);
    /** How long an answer of the brokers to a small question may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What one parcel's loads hold at most, but for one record more. */
    private static final long ENOUGH = 4 << 20;

    private final String source;
    private final KafkaSettings settings;
    private final SourceClock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final Offsets offsets;
    private final Topics topics;
    private final Reach reach;
    private final Health health;
    private final Backoff backoff;
    private final Intake intake;
    /** Where records were lost before the next one: of each partition, the last one's time and how many. */
    private final Map<TopicPartition, Missing> missing = new HashMap<>();

    private Instant lastLook = Instant.EPOCH;

    private record Missing(Instant from, String sentence) {}

    KafkaRun(
            String source,
            KafkaSettings settings,
            SourceClock clock,
            Consumer<byte[], byte[]> consumer,
            Offsets offsets,
            Topics topics,
            Reach reach,
            Health health,
            Backoff backoff,
            Intake intake) {
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.consumer = consumer;
        this.offsets = offsets;
        this.topics = topics;
        this.reach = reach;
        this.health = health;
        this.backoff = backoff;
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
            if (consumer.assignment().isEmpty()) {
                clock.pause(settings.lookForPartitions());
                continue;
            }
            try {
                handOver(consumer.poll(POLL));
            } catch (OffsetOutOfRangeException gone) {
                gone.offsetOutOfRangePartitions().forEach(this::skip);
            }
        }
    }

    /** Takes on the partitions there are, and asks where they end. */
    private void look(Instant now) {
        Set<TopicPartition> present = topics.partitions(consumer, now, settings.lookForPartitions());
        assign(present);
        try {
            reach.endsAt(consumer.endOffsets(present, PATIENCE), now);
            health.well();
            backoff.reset();
        } catch (TimeoutException noAnswer) {
            // One partition without a leader is enough: the others are read all the same.
            health.failing(
                    now,
                    "The brokers %s do not say where all partitions of %s end."
                            .formatted(settings.bootstrapServers(), settings.topics()),
                    now.plus(settings.lookForPartitions()));
        }
    }

    private void assign(Set<TopicPartition> present) {
        Set<TopicPartition> known = Set.copyOf(consumer.assignment());
        Set<TopicPartition> all = new HashSet<>(known);
        all.addAll(present);
        if (all.equals(known)) {
            return;
        }
        consumer.assign(all);
        for (TopicPartition each : all) {
            if (!known.contains(each)) {
                offsets.of(each)
                        .ifPresentOrElse(
                                position -> consumer.seek(each, position.next()),
                                () -> consumer.seekToBeginning(List.of(each)));
            }
        }
    }

    /** The brokers keep a partition's records from a later one on, or the topic was made anew: its beginning is next. */
    private void skip(TopicPartition partition, long wanted) {
        Long earliest = consumer.beginningOffsets(List.of(partition)).get(partition);
        long from = earliest == null ? 0 : earliest;
        consumer.seek(partition, from);
        String sentence = from > wanted
                ? "The %,d records of %s from offset %d to %d were not collected before the brokers removed them."
                        .formatted(from - wanted, partition, wanted, from)
                : "The topic of %s is not the one read before: offset %d is past its end. It is read from its beginning."
                        .formatted(partition, wanted);
        intake.report(new Condition.Lost(partition.toString(), Condition.Reason.EXPIRED, sentence));
        Instant last = offsets.of(partition).map(Offsets.Position::lastTime).orElse(Instant.EPOCH);
        missing.put(partition, new Missing(last, sentence));
    }

    private void handOver(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        String name = settings.title();
        TimedValues values = new TimedValues(name);
        CursorChange.Builder change = new CursorChange.Builder();
        List<Gap> gaps = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Instant time = Instant.ofEpochMilli(record.timestamp());
            Missing before = missing.remove(partition);
            if (before != null) {
                gaps.add(gap(partition, before, time));
            }
            if (record.value() != null) {
                values.add(record.timestamp(), record.value());
                bytes += record.value().length;
            }
            offsets.set(partition, new Offsets.Position(record.offset() + 1, record.timestamp()), change);
            reach.read(time);
            if (bytes >= ENOUGH) {
                intake.accept(Parcel.of(source, values.loads(), change.build(), gaps));
                values = new TimedValues(name);
                change = new CursorChange.Builder();
                gaps = new ArrayList<>();
                bytes = 0;
            }
        }
        CursorChange rest = change.build();
        if (!rest.isEmpty()) {
            intake.accept(Parcel.of(source, values.loads(), rest, gaps));
        }
        reach.progress(consumer, clock.now()).ifPresent(intake::progress);
    }

    private static Gap gap(TopicPartition partition, Missing before, Instant next) {
        return new Gap(
                "%s before %s".formatted(partition, next),
                "",
                partition.topic(),
                before.from(),
                TimeRange.later(before.from(), next),
                before.sentence(),
                Gap.State.FINAL);
    }
}
