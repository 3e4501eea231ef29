package dev.firstseen.collect.kafka;

import dev.firstseen.collect.http.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks where partitions end. A consumer is answered for all of them or for none; here each is answered by itself, and while
 * that takes its time the others are read. One thread uses it.
 */
final class Ends implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final Duration again;
    private final Brokers brokers;
    private final TroubledPartitions troubled;
    private final Reach reach;
    private Optional<Question> open = Optional.empty();
    private boolean answered;

    private record Question(Instant asked, Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers) {

        boolean isAnswered() {
            return answers.values().stream().allMatch(KafkaFuture::isDone);
        }
    }

    Ends(KafkaSettings settings, Brokers brokers, TroubledPartitions troubled, Reach reach) {
        this.admin = Admin.create(new TreeMap<String, Object>(settings.connection()));
        this.again = settings.lookForPartitions();
        this.brokers = brokers;
        this.troubled = troubled;
        this.reach = reach;
    }

    /** By which the same brokers are asked other things. */
    Admin admin() {
        return admin;
    }

    /** Asks, unless the brokers are still about to answer what they were asked last. */
    void ask(Collection<TopicPartition> partitions, Instant now) {
        if (open.isPresent() || partitions.isEmpty()) {
            return;
        }
        ListOffsetsOptions options =
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(Math.toIntExact(PATIENCE.toMillis()));
        ListOffsetsResult result = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest())),
                options);
        open = Optional.of(new Question(
                now, partitions.stream().collect(Collectors.toMap(Function.identity(), result::partitionResult))));
    }

    /** Takes what was answered; waits for the very first answers, without which nobody knows how far it is. */
    void take() throws InterruptedException {
        if (open.isEmpty() || (answered && !open.get().isAnswered())) {
            return;
        }
        Question question = open.get();
        Map<TopicPartition, String> unanswered = new HashMap<>();
        for (Map.Entry<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> each :
                question.answers().entrySet()) {
            try {
                reach.endsAt(each.getKey(), each.getValue().get().offset(), question.asked());
                troubled.well(each.getKey());
            } catch (ExecutionException failure) {
                unanswered.put(each.getKey(), String.valueOf(failure.getMessage()));
            }
        }
        open = Optional.empty();
        answered = true;
        if (unanswered.size() == question.answers().size()) {
            brokers.silent(question.asked());
            return;
        }
        brokers.well();
        unanswered.forEach((partition, why) -> tell(partition, why, question.asked()));
    }

    private void tell(TopicPartition partition, String why, Instant asked) {
        troubled.failing(
                partition,
                asked,
                "The brokers do not say where the partition %s ends, so nobody knows how far it is read (%s). The others are read."
                        .formatted(partition, Wording.printable(why)),
                asked.plus(again));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
