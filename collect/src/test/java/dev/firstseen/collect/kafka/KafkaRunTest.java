package dev.firstseen.collect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.simulation.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a look at the topics says of troubles that stand, without a broker. */
class KafkaRunTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final KafkaSettings settings =
            KafkaSettings.of("127.0.0.1:1", List.of("torn", "other"), new KafkaSettings.Security.Plaintext());
    private final Committing told = new Committing();
    private final SteppedClock clock = new SteppedClock(START, Instant.MAX);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Brokers brokers = new Brokers(settings, told);
    private final Topics topics = new Topics(settings.topics(), settings.lookForPartitions(), told);
    private final TroubledPartitions troubled = new TroubledPartitions(told);
    private final Offsets offsets = new Offsets(Cursor.START);
    private final Reach reach = new Reach(offsets);
    private final Ends ends = new Ends(settings, brokers, troubled, reach);

    @AfterEach
    void close() {
        ends.close();
        consumer.close();
    }

    private void leaderless(String topic, int partition) {
        consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, partition, null, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, partition), 0L));
    }

    private List<String> lookOnce() {
        consumer.schedulePollTask(consumer::wakeup);
        KafkaRun.Standing standing = new KafkaRun.Standing(
                brokers, topics, troubled, offsets, reach, new Delivery("kafka", "Kafka", offsets, reach, told));
        assertThatThrownBy(() -> new KafkaRun(settings, clock, consumer, ends, standing, told).run())
                .isInstanceOf(WakeupException.class);
        List<String> all = new ArrayList<>(told.conditions().stream()
                .map(condition -> condition.getClass().getSimpleName() + " " + condition.what())
                .toList());
        told.conditions().clear();
        return all;
    }

    @Test
    void brokersThatSayThatNothingHasALeaderAnswer() {
        leaderless("torn", 0);
        leaderless("other", 0);
        brokers.silent(START);
        assertThat(lookOnce())
                .containsExactly(
                        "Failing brokers",
                        "Failing partition torn-0",
                        "Failing partition other-0",
                        "Recovered brokers");
    }

    /** A replica that had not all of it was elected. */
    @Test
    void whatTheBrokersLostIsReadAnewFromWhereTheyDiffer() {
        TopicPartition partition = new TopicPartition("torn", 0);
        offsets.set(
                partition, new Offsets.Position(7, START.toEpochMilli(), Optional.empty()), new CursorChange.Builder());
        leaderless("torn", 0);
        leaderless("other", 0);
        consumer.setPollException(new LogTruncationException(
                "cut off", Map.of(partition, 7L), Map.of(partition, new OffsetAndMetadata(5, Optional.of(3), ""))));
        consumer.schedulePollTask(() -> {});
        assertThat(lookOnce()).contains("Lost torn-0");
        assertThat(consumer.position(partition)).isEqualTo(5);
        assertThat(new Offsets(told.cursor()).of(partition))
                .hasValueSatisfying(position -> assertThat(position.next()).isEqualTo(5));
    }

    @Test
    void ofATopicThatIsLeftAloneNothingIsSaidToWorkAgain() throws InterruptedException {
        leaderless("torn", 0);
        leaderless("other", 0);
        assertThat(lookOnce()).containsExactly("Failing partition torn-0", "Failing partition other-0");
        topics.refused("torn", clock.now());
        clock.pause(settings.lookForPartitions());
        assertThat(lookOnce()).containsExactly("Denied topic torn");
        // It is looked at again, and the partition is no more.
        clock.pause(Duration.ofHours(1));
        leaderless("torn", 1);
        assertThat(lookOnce())
                .containsExactlyInAnyOrder(
                        "Recovered topic torn", "Recovered partition torn-0", "Failing partition torn-1");
    }
}
