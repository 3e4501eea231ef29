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
    private final Map<String, String> told = new HashMap<>();

    TopicIds(Admin admin) {
        this.admin = admin;
    }

    /**
     * The id of a topic, as far as the brokers have told it.
     *
     * @param waits whether to wait for the first answer, rather than to take it another time
     */
    Optional<String> of(String topic, boolean waits) throws InterruptedException {
        KafkaFuture<TopicDescription> answer = asked.computeIfAbsent(topic, this::ask);
        String before = told.get(topic);
        if (!answer.isDone() && (before != null || !waits)) {
            return Optional.ofNullable(before);
        }
        try {
            Uuid id = answer.get().topicId();
            if (id.equals(Uuid.ZERO_UUID)) {
                return Optional.empty();
            }
            told.put(topic, id.toString());
            return Optional.of(id.toString());
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

    /** The topics may have been made anew: whoever answered is asked once more. */
    void askAgain() {
        asked.values().removeIf(KafkaFuture::isDone);
    }

    /** The topic may have been made anew. */
    void forget(String topic) {
        asked.remove(topic);
        told.remove(topic);
    }
}
