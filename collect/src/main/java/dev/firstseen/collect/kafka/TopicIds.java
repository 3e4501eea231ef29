package dev.firstseen.collect.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/** Asks by what a topic is told from another one of the same name: one made anew, or of other brokers. One thread uses it. */
final class TopicIds {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final Map<String, KafkaFuture<TopicDescription>> asked = new HashMap<>();

    TopicIds(Admin admin) {
        this.admin = admin;
    }

    /**
     * The id of a topic, as far as the brokers tell it; they are asked once.
     *
     * @param waits whether to wait for the answer, rather than to take it another time
     */
    Optional<String> of(String topic, boolean waits) throws InterruptedException {
        KafkaFuture<TopicDescription> answer = asked.computeIfAbsent(topic, this::ask);
        if (!waits && !answer.isDone()) {
            return Optional.empty();
        }
        try {
            Uuid id = answer.get().topicId();
            return id.equals(Uuid.ZERO_UUID) ? Optional.empty() : Optional.of(id.toString());
        } catch (ExecutionException unanswered) {
            asked.remove(topic);
            return Optional.empty();
        }
    }

    private KafkaFuture<TopicDescription> ask(String topic) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis()));
        return Objects.requireNonNull(
                admin.describeTopics(List.of(topic), options).topicNameValues().get(topic));
    }

    /** The topic may have been made anew. */
    void forget(String topic) {
        asked.remove(topic);
    }
}
