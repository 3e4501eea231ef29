package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The next offset of each partition, when the record before it was made, and of which topics that is. It lives in the
 * cursor. One thread uses it.
 */
final class Offsets {

    private static final String PREFIX = "offset/";
    private static final String TOPIC = "topic/";

    private final Map<TopicPartition, Position> positions = new HashMap<>();
    private final Map<String, String> topics = new HashMap<>();
    /** Those whose ids are written with the next offset. */
    private final Set<String> unwritten = new HashSet<>();

    /**
     * Where reading stands.
     *
     * @param last the timestamp of the record before, in ms; negative where there was none
     * @param epoch which leader's the record before was: by it the brokers tell whether they have that record still
     */
    record Position(long next, long last, Optional<Integer> epoch) {
        static Position read(String written) {
            String[] numbers = written.split(" ");
            return new Position(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    numbers.length > 2 ? Optional.of(Integer.parseInt(numbers[2])) : Optional.empty());
        }

        String written() {
            return next + " " + last + epoch.map(number -> " " + number).orElse("");
        }

        Instant lastTime() {
            return Instant.ofEpochMilli(Math.max(0, last));
        }
    }

    Offsets(Cursor cursor) {
        topics.putAll(cursor.below(TOPIC));
        cursor.below(PREFIX).forEach((key, value) -> {
            int slash = key.lastIndexOf('/');
            positions.put(
                    new TopicPartition(key.substring(0, slash), Integer.parseInt(key.substring(slash + 1))),
                    Position.read(value));
        });
    }

    Optional<Position> of(TopicPartition partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    void set(TopicPartition partition, Position position, CursorChange.Builder change) {
        positions.put(partition, position);
        change.put(key(partition), position.written());
        String topic = topics.get(partition.topic());
        if (topic != null && unwritten.remove(partition.topic())) {
            change.put(TOPIC + partition.topic(), topic);
        }
    }

    private static String key(TopicPartition partition) {
        return PREFIX + partition.topic() + "/" + partition.partition();
    }

    /** The id of the topic of that name that was read; nothing where it was not told. */
    Optional<String> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** Of which topic what is read is from now on. */
    void setTopic(String name, String id) {
        topics.put(name, id);
        unwritten.add(name);
    }

    /** Nothing was read of a topic of that name. */
    void forget(String topic, CursorChange.Builder change) {
        positions.keySet().removeIf(partition -> {
            boolean gone = partition.topic().equals(topic);
            if (gone) {
                change.remove(key(partition));
            }
            return gone;
        });
        topics.remove(topic);
        change.remove(TOPIC + topic);
    }
}
