package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Progress;
import dev.firstseen.collect.window.TimeRange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far topics were read, by the timestamps of their records. It outlives its consumers. One thread uses it. */
final class Reach {

    private final String what;
    private final Offsets offsets;
    private Map<TopicPartition, Long> ends = Map.of();
    private Instant asked = Instant.MIN;
    /** The first time that was read. */
    private @Nullable Instant from;

    Reach(String what, Offsets offsets) {
        this.what = what;
        this.offsets = offsets;
    }

    /**
     * Where the partitions ended.
     *
     * @param when the brokers were asked: of what came later, nothing is known
     */
    void endsAt(Map<TopicPartition, Long> offsetsOfEnds, Instant when) {
        ends = Map.copyOf(offsetsOfEnds);
        asked = when;
    }

    /** A record of this time was read; gives the first time of all. */
    Instant read(Instant time) {
        Instant first = from == null ? time : TimeRange.earlier(from, time);
        from = first;
        return first;
    }

    /** Nothing where the ends are not known, or no record says yet of what time the unread ones are. */
    Optional<Progress> progress(Consumer<byte[], byte[]> consumer, Instant now) {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        Instant reached = TimeRange.earlier(asked, now);
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                Optional<Instant> last =
                        offsets.of(end.getKey()).map(Offsets.Position::lastTime).or(() -> Optional.ofNullable(from));
                if (last.isEmpty()) {
                    return Optional.empty();
                }
                reached = TimeRange.earlier(reached, last.get());
            }
        }
        return Optional.of(new Progress(what, read(reached), now, reached));
    }
}
