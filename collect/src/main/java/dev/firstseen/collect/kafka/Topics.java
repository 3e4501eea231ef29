package dev.firstseen.collect.kafka;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.window.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;

/**
 * Finds the partitions of topics. One that is not there, or that we may not see or read, is told, and the others are read. It
 * outlives its consumers. One thread uses it.
 */
final class Topics {

    /** How long the brokers may take to tell of one: others wait meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** One that may not be read is tried again after so many looks: permissions are given by people. */
    private static final int LOOKS_LEFT_ALONE = 6;
    /** One that was not refused for so many looks may be read, also where nothing is in it. */
    private static final int LOOKS_ON_TRIAL = 3;

    private final Duration look;
    private final Map<String, Health> topics = new LinkedHashMap<>();
    /** When those that we see and may not read were refused. */
    private final Map<String, Instant> refused = new HashMap<>();

    /** @param look the time between two looks */
    Topics(List<String> names, Duration look, Intake intake) {
        this.look = look;
        names.forEach(name -> topics.put(name, new Health("topic " + name, intake)));
    }

    /** The partitions there are now, by topic. Nothing is known of one that is left alone, or that we may not see: it is left out. */
    Map<String, List<PartitionInfo>> partitions(Consumer<byte[], byte[]> consumer, Instant now) {
        Map<String, List<PartitionInfo>> known = new LinkedHashMap<>();
        topics.forEach((topic, health) -> {
            if (!isLeftAlone(topic, now)) {
                partitions(topic, health, consumer, now).ifPresent(found -> {
                    if (!found.isEmpty() && !isOnTrial(topic, now)) {
                        refused.remove(topic);
                        health.well();
                    }
                    known.put(topic, found);
                });
            }
        });
        return known;
    }

    /** The brokers show a topic and refuse to give out what is in it. */
    void refused(String topic, Instant now) {
        refused.put(topic, now);
        Health health = topics.get(topic);
        if (health != null) {
            health.denied(
                    now,
                    "The brokers do not let us read the topic %s; the others are read."
                            .formatted(Wording.printable(topic)));
        }
    }

    /** Something of a topic was read. */
    void read(String topic) {
        Health health = topics.get(topic);
        if (health != null && refused.remove(topic) != null) {
            health.well();
        }
    }

    private boolean isLeftAlone(String topic, Instant now) {
        return isWithin(topic, LOOKS_LEFT_ALONE, now);
    }

    private boolean isOnTrial(String topic, Instant now) {
        return isWithin(topic, LOOKS_LEFT_ALONE + LOOKS_ON_TRIAL, now);
    }

    /** A clock that was put back makes no long wait. */
    private boolean isWithin(String topic, int looks, Instant now) {
        Instant since = refused.get(topic);
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(look.multipliedBy(looks)));
    }

    private Optional<List<PartitionInfo>> partitions(
            String topic, Health health, Consumer<byte[], byte[]> consumer, Instant now) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found.isEmpty()) {
                health.failing(
                        now,
                        "The brokers have no topic %s, or do not show it to us; check its name."
                                .formatted(Wording.printable(topic)),
                        now.plus(look));
            }
            return Optional.of(found);
        } catch (AuthorizationException unseen) {
            health.denied(now, "The brokers do not show us the topic %s.".formatted(Wording.printable(topic)));
        } catch (InvalidTopicException noName) {
            health.failing(now, "\"%s\" is no name of a topic.".formatted(Wording.printable(topic)), now.plus(look));
        }
        return Optional.empty();
    }
}
