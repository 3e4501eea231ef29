package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.window.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** From records to parcels, and to gaps where the brokers removed some. It outlives its consumers. One thread uses it. */
final class Delivery {

    /** What one parcel's loads hold at most, but for one record more. */
    private static final long ENOUGH = 4 << 20;

    private final String source;
    private final String title;
    private final Offsets offsets;
    private final Reach reach;
    private final Intake intake;
    /** Where records were lost before the next one. */
    private final Map<TopicPartition, Missing> missing = new HashMap<>();

    /** @param from the time of the last record before them */
    private record Missing(Instant from, String sentence) {}

    /** @param title what loads are called */
    Delivery(String source, String title, Offsets offsets, Reach reach, Intake intake) {
        this.source = source;
        this.title = title;
        this.offsets = offsets;
        this.reach = reach;
        this.intake = intake;
    }

    /** Records before the next one of a partition are gone for good. */
    void lost(TopicPartition partition, String sentence) {
        intake.report(new Condition.Lost(partition.toString(), Condition.Reason.EXPIRED, sentence));
        Instant last = offsets.of(partition).map(Offsets.Position::lastTime).orElse(Instant.EPOCH);
        missing.put(partition, new Missing(last, sentence));
    }

    /** A topic has an id; where another of its name was read before, nothing was read of this one. */
    void identify(String topic, String id) throws InterruptedException {
        if (offsets.topic(topic).isPresent()) {
            intake.report(new Condition.Lost(
                    "topic " + topic,
                    Condition.Reason.TRUNCATED,
                    "The topic %s is not the one read before: what was left of that is lost, and this is read from its beginning."
                            .formatted(topic)));
            CursorChange.Builder change = new CursorChange.Builder();
            offsets.forget(topic, change);
            intake.accept(Parcel.of(source, List.of(), change.build(), List.of()));
        }
        offsets.setTopic(topic, id);
    }

    /** The brokers lost the records from an offset on, which were read; what they have there instead is next. */
    void goBack(TopicPartition partition, long from, OffsetAndMetadata common) throws InterruptedException {
        intake.report(new Condition.Lost(
                partition.toString(),
                Condition.Reason.TRUNCATED,
                "The brokers lost the records of %s from offset %d to %d, which were collected; what they have in their place is read."
                        .formatted(partition, common.offset(), from)));
        CursorChange.Builder change = new CursorChange.Builder();
        long last = offsets.of(partition).map(Offsets.Position::last).orElse(-1L);
        offsets.set(partition, new Offsets.Position(common.offset(), last, common.leaderEpoch()), change);
        intake.accept(Parcel.of(source, List.of(), change.build(), List.of()));
    }

    /** @param now no record was made after it, whatever its producer says */
    void handOver(ConsumerRecords<byte[], byte[]> records, Instant now) throws InterruptedException {
        TimedValues values = new TimedValues(title);
        CursorChange.Builder change = new CursorChange.Builder();
        List<Gap> gaps = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            long timestamp = Math.min(record.timestamp(), now.toEpochMilli());
            Instant time = Instant.ofEpochMilli(timestamp);
            Missing before = missing.remove(partition);
            if (before != null) {
                gaps.add(gap(partition, before, time));
            }
            if (record.value() != null) {
                values.add(timestamp, record.value());
                bytes += record.value().length;
            }
            offsets.set(partition, new Offsets.Position(record.offset() + 1, timestamp, record.leaderEpoch()), change);
            reach.read(record.topic(), time);
            if (bytes >= ENOUGH) {
                intake.accept(Parcel.of(source, values.loads(), change.build(), gaps));
                values = new TimedValues(title);
                change = new CursorChange.Builder();
                gaps = new ArrayList<>();
                bytes = 0;
            }
        }
        CursorChange rest = change.build();
        if (!rest.isEmpty()) {
            intake.accept(Parcel.of(source, values.loads(), rest, gaps));
        }
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
