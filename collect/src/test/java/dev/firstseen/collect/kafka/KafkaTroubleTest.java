package dev.firstseen.collect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong with a topic, a partition or a broker stops no other. Against two brokers in this process. */
@Timeout(60)
class KafkaTroubleTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    /** The broker that is not the controller. */
    private static final int OTHER = 1;

    private static TestBrokers brokers;

    @BeforeAll
    static void startBrokers() throws Exception {
        brokers = TestBrokers.start(2);
    }

    @AfterAll
    static void stopBrokers() throws Exception {
        brokers.close();
    }

    /** On the broker that stays. */
    private static void create(String topic) {
        brokers.create(new NewTopic(topic, Map.of(0, List.of(0))));
    }

    private static void send(String topic, int partition, String id) {
        brokers.send(topic, partition, START, TestBrokers.record(id));
    }

    private static List<String> told(Committing committed) {
        return committed.conditions().stream()
                .map(condition -> condition.getClass().getSimpleName() + " " + condition.what())
                .toList();
    }

    @Test
    void aTopicThatIsNotThereIsToldAndTheOthersAreRead() {
        create("there");
        send("there", 0, "a");
        Committing committed = new Committing()
                .until(so -> {
                    if (so.ids().size() == 1) {
                        create("misspelt");
                        send("misspelt", 0, "b");
                    }
                    return so.ids().size() == 2;
                })
                .run(brokers.source("there", "misspelt"));
        assertThat(committed.ids()).containsExactly("a", "b");
        assertThat(committed.conditions(Condition.Failing.class))
                .singleElement()
                .satisfies(failing -> assertThat(failing.sentence()).contains("no topic misspelt"));
        assertThat(committed.conditions(Condition.Recovered.class)).hasSize(1);
    }

    @Test
    void aTopicThatIsNotThereIsToldAlsoWhereItIsTheOnlyOne() {
        Committing committed = new Committing() {
            @Override
            public void report(Condition condition) {
                super.report(condition);
                create("alone");
                send("alone", 0, "a");
            }
        };
        committed.until(so -> !so.ids().isEmpty()).run(brokers.source("alone"));
        assertThat(told(committed)).startsWith("Failing topic alone");
    }

    private static List<AclBinding> mayBeSeenAndNotRead(String topic) {
        ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        return List.of(
                new AclBinding(
                        pattern, new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.ALLOW)),
                new AclBinding(
                        pattern, new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.DENY)));
    }

    @Test
    void aTopicThatMayNotBeReadIsToldAndTheOthersAreRead() throws Exception {
        create("open");
        create("secret");
        send("open", 0, "a");
        send("secret", 0, "c");
        List<AclBinding> rules = mayBeSeenAndNotRead("secret");
        brokers.admin().createAcls(rules).all().get();
        awaitRefusal("secret");
        Committing committed = new Committing() {
            @Override
            public void report(Condition condition) {
                super.report(condition);
                if (condition instanceof Condition.Denied) {
                    send("open", 0, "b");
                }
            }
        };
        committed
                .until(so -> {
                    if (so.ids().size() == 2) {
                        allow(rules);
                    }
                    return so.ids().size() == 3;
                })
                .run(brokers.source("secret", "open"));
        assertThat(committed.ids()).containsExactly("a", "b", "c");
        assertThat(committed.conditions(Condition.Denied.class)).singleElement().satisfies(denied -> {
            assertThat(denied.what()).isEqualTo("topic secret");
            assertThat(denied.sentence())
                    .isEqualTo("The brokers do not let us read the topic secret; the others are read.");
        });
        assertThat(committed.progress()).containsKey("topic open");
    }

    /** Rules come into force a little after they were made. */
    private static void awaitRefusal(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                brokers.source(topic).settings().consumer(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            while (true) {
                consumer.seekToBeginning(List.of(partition));
                consumer.poll(Duration.ofMillis(200));
            }
        } catch (TopicAuthorizationException refused) {
            assertThat(refused.unauthorizedTopics()).containsExactly(topic);
        }
    }

    private static void allow(List<AclBinding> rules) {
        try {
            brokers.admin()
                    .deleteAcls(rules.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whoever is not answered of one partition is answered of the other. */
    @Test
    void aPartitionWithoutALeaderIsToldAndTheOthersAreRead() {
        brokers.create(new NewTopic("split", Map.of(0, List.of(0), 1, List.of(OTHER))));
        create("whole");
        send("split", 1, "late");
        send("split", 0, "a");
        send("whole", 0, "b");
        BrokerServer other = Objects.requireNonNull(brokers.cluster().brokers().get(OTHER));
        other.shutdown();
        other.awaitShutdown();
        Committing committed = new Committing() {
            @Override
            public void progress(Progress reached) {
                super.progress(reached);
                if (ids().size() == 2 && told(this).contains("Failing partition split-1")) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        committed.run(brokers.source("split", "whole"));
        assertThat(committed.ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(told(committed)).containsExactly("Failing partition split-1");
        assertThat(committed.conditions(Condition.Failing.class))
                .singleElement()
                .satisfies(
                        failing -> assertThat(failing.sentence())
                                .isEqualTo(
                                        "The partition split-1 has no leader, and is read when it has one. The others are read."));
        // Nobody knows what is in the one; the other is read to its end.
        assertThat(committed.progress())
                .hasEntrySatisfying(
                        "topic split",
                        progress -> assertThat(progress.reached()).isEqualTo(Instant.ofEpochMilli(START)))
                .hasEntrySatisfying(
                        "topic whole",
                        progress -> assertThat(progress.reached()).isAfter(Instant.ofEpochMilli(START)));
    }

    @Test
    void brokersThatAreAwayAreToldAndNothingIsSaidToBeReached() throws Exception {
        TestBrokers others = TestBrokers.start(1);
        List<Progress> seen = new ArrayList<>();
        Instant[] away = {Instant.MAX};
        try {
            others.create("away", 1);
            Committing committed = new Committing() {
                @Override
                public void progress(Progress reached) {
                    super.progress(reached);
                    seen.add(reached);
                    if (away[0].equals(Instant.MAX)) {
                        away[0] = Instant.now();
                        closed(others);
                    }
                }

                @Override
                public void report(Condition condition) {
                    super.report(condition);
                    Thread.currentThread().interrupt();
                }
            };
            committed.run(others.source("away"));
            assertThat(committed.conditions()).singleElement().isInstanceOf(Condition.Failing.class);
            assertThat(seen).extracting(Progress::reached).allMatch(reached -> !reached.isAfter(away[0]));
        } finally {
            if (away[0].equals(Instant.MAX)) {
                closed(others);
            }
        }
    }

    private static void closed(TestBrokers brokers) {
        try {
            brokers.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
