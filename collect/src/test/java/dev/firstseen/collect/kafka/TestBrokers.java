package dev.firstseen.collect.kafka;

import dev.firstseen.collect.time.SourceClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** Brokers in this process, the first of which is the controller too; whoever asks may do all that no rule speaks of. */
record TestBrokers(KafkaClusterTestKit cluster, KafkaProducer<byte[], byte[]> producer, Admin admin)
        implements AutoCloseable {

    static TestBrokers start(int brokers) throws Exception {
        KafkaClusterTestKit cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(brokers)
                        .setNumControllerNodes(1)
                        .build())
                .setConfigProp("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .setConfigProp("allow.everyone.if.no.acl.found", "true")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
        return new TestBrokers(
                cluster,
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()),
                Admin.create(client));
    }

    @Override
    public void close() throws Exception {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        cluster.close();
    }

    KafkaSource source(String... topics) {
        KafkaSettings settings = new KafkaSettings(
                cluster.bootstrapServers(),
                List.of(topics),
                new KafkaSettings.Security.Plaintext(),
                Duration.ofMillis(200));
        return new KafkaSource("kafka", settings, SourceClock.system());
    }

    /** Makes a topic, where it is not there. */
    void create(String topic, int partitions) {
        create(new NewTopic(topic, partitions, (short) 1));
    }

    void create(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(failure);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    void send(String topic, int partition, long timestamp, String value) {
        try {
            producer.send(new ProducerRecord<>(
                            topic, partition, timestamp, null, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static String record(String id) {
        return "{\"Id\":\"%s\"}".formatted(id);
    }
}
