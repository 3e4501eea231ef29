package dev.firstseen.deliver.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.SinkContract;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.engine.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a broker in this process; each test has a topic of its own, with one partition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSinkTest extends SinkContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private KafkaClusterTestKit cluster;
    private int topics;

    @BeforeAll
    void startBroker() throws Exception {
        cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("num.partitions", "1")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
    }

    @AfterAll
    void stopBroker() throws Exception {
        cluster.close();
    }

    @Override
    protected Receiver start() {
        topics++;
        return new Topic("firstseen-" + topics);
    }

    @Override
    protected String seen(String user) {
        return user;
    }

    @Test
    void anAlertAndItsWithdrawalHaveOneKey() throws Exception {
        Notice.AlertRaised raised = Notices.raised("alert-a", "alice@contoso.com");
        try (Sink sink = receiver.sink()) {
            sink.deliver(List.of(raised, Notice.AlertWithdrawn.of(raised, Notices.TIME, "It was known.")));
        }
        List<ConsumerRecord<String, byte[]>> records = ((Topic) receiver).records();
        assertThat(records).extracting(ConsumerRecord::key).containsExactly("alert-a", "alert-a");
        assertThat(records)
                .extracting(one ->
                        new String(one.headers().lastHeader("firstseen-notice").value(), StandardCharsets.UTF_8))
                .containsExactly("alert-a", "alert-a:withdrawn:" + Notices.TIME);
        assertThat(records)
                .extracting(one ->
                        new String(one.headers().lastHeader("firstseen-kind").value(), StandardCharsets.UTF_8))
                .containsExactly("alert_raised", "alert_withdrawn");
    }

    private final class Topic implements Receiver {
        private final String name;

        Topic(String name) {
            this.name = name;
        }

        @Override
        public Sink sink() {
            return new KafkaSink(new KafkaSettings(
                    cluster.bootstrapServers(),
                    name,
                    new KafkaSettings.Security.Open(),
                    Payload.ECS,
                    Duration.ofSeconds(30)));
        }

        @Override
        public Sink unreachable() {
            try (ServerSocket closed = new ServerSocket(0)) {
                return new KafkaSink(new KafkaSettings(
                        "127.0.0.1:" + closed.getLocalPort(),
                        name,
                        new KafkaSettings.Security.Sasl(
                                KafkaSettings.Mechanism.PLAIN, "firstseen", Secret.of(SECRET), Trust.PUBLIC),
                        Payload.ECS,
                        Duration.ofSeconds(1)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        List<ConsumerRecord<String, byte[]>> records() {
            Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrapServers());
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
                TopicPartition partition = new TopicPartition(name, 0);
                if (!consumer.listTopics().containsKey(name)) {
                    return records;
                }
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
            }
            return records;
        }

        @Override
        public List<Received> received() {
            return records().stream()
                    .map(one -> {
                        JsonNode json = JSON.readTree(one.value());
                        return new Received(
                                json.at("/firstseen/notice/id").stringValue(),
                                json.at("/user/id").asString(""));
                    })
                    .toList();
        }

        @Override
        public void close() {
            // The broker is stopped after all tests.
        }
    }
}
