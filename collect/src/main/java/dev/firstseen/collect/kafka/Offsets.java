package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The next offset of each partition, and when the record before it was made. It lives in the cursor. One thread uses it. */
final class Offsets {

    private static final String PREFIX = "offset/";

    private final Map<TopicPartition, Position> positions = new HashMap<>();

    /** @param last the timestamp of the record before, in ms; negative where there was none */
    record Position(long next, long last) {
        Instant lastTime() {
            return Instant.ofEpochMilli(Math.max(0, last));
        }
    }

    Offsets(Cursor cursor) {
        cursor.below(PREFIX).forEach((key, value) -> {
            int slash = key.lastIndexOf('/');
            String[] numbers = value.split(" ");
            positions.put(
                    new TopicPartition(key.substring(0, slash), Integer.parseInt(key.substring(slash + 1))),
                    new Position(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
        });
    }

    Optional<Position> of(TopicPartition partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    void set(TopicPartition partition, Position position, CursorChange.Builder change) {
        positions.put(partition, position);
        change.put(PREFIX + partition.topic() + "/" + partition.partition(), position.next() + " " + position.last());
    }
}
