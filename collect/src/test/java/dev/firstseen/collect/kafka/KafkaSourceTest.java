package dev.firstseen.collect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a broker in this process. */
@Timeout(300)
class KafkaSourceTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private static KafkaClusterTestKit cluster;
    private static KafkaProducer<byte[], byte[]> producer;
    private static Admin admin;

    @BeforeAll
    static void startBroker() throws Exception {
        cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(client);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        producer.close();
        admin.close();
        cluster.close();
    }

    private static KafkaSource source(String topic) {
        KafkaSettings settings = new KafkaSettings(
                cluster.bootstrapServers(),
                List.of(topic),
                new KafkaSettings.Security.Plaintext(),
                Duration.ofMillis(200));
        return new KafkaSource("kafka", settings, SourceClock.system());
    }

    private static void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    private static void send(String topic, int partition, long timestamp, String value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, partition, timestamp, null, value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private static String record(String id) {
        return "{\"Id\":\"%s\"}".formatted(id);
    }

    @Test
    void crashesNeitherLoseNorDouble() throws Exception {
        create("crashes", 3);
        List<String> expected = new ArrayList<>();
        Committing committed = new Committing();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 40; i++) {
                String id = "r" + round + "-" + i;
                send("crashes", i % 3, START + round * 1_000L + i / 4, record(id));
                expected.add(id);
            }
            // The first parcel of the round is taken by a crash, then it is collected again.
            committed.crashingAfter(0).run(source("crashes"));
            int enough = expected.size();
            committed
                    .crashingAfter(1_000_000)
                    .until(so -> so.ids().size() >= enough)
                    .run(source("crashes"));
        }
        assertThat(committed.crashed()).isTrue();
        assertThat(committed.ids()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aLoadHasTheTimestampOfItsRecords() throws Exception {
        create("times", 1);
        send("times", 0, START, record("a"));
        send("times", 0, START, "{\n\"Id\": \"b\"\r\n}");
        send("times", 0, START + 5, record("c"));
        send("times", 0, START + 5, "{\"records\":[" + record("d") + "]}");
        Committing committed =
                new Committing().until(so -> so.ids().size() >= 4).run(source("times"));
        Map<Instant, List<Load>> byTime = committed.loads().stream().collect(Collectors.groupingBy(Load::available));
        assertThat(byTime).containsOnlyKeys(Instant.ofEpochMilli(START), Instant.ofEpochMilli(START + 5));
        assertThat(committed.loads().stream()
                        .map(load -> new String(load.bytes(), StandardCharsets.UTF_8))
                        .filter(text -> text.contains("records")))
                .containsExactly("{\"records\":[{\"Id\":\"d\"}]}");
    }

    @Test
    void aPartitionThatIsAddedLaterIsFound() throws Exception {
        create("grows", 1);
        send("grows", 0, START, record("a"));
        Committing committed = new Committing().until(so -> {
            if (so.ids().size() == 1) {
                try {
                    admin.createPartitions(Map.of("grows", NewPartitions.increaseTo(2)))
                            .all()
                            .get();
                    send("grows", 1, START + 1, record("b"));
                } catch (ExecutionException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            }
            return so.ids().size() >= 2;
        });
        committed.run(source("grows"));
        assertThat(committed.ids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatTheBrokersRemovedIsLostAndAGap() throws Exception {
        create("retention", 1);
        send("retention", 0, START, record("a"));
        Committing committed =
                new Committing().until(so -> so.ids().size() >= 1).run(source("retention"));
        for (int i = 1; i <= 10; i++) {
            send("retention", 0, START + i * 1_000L, record("r" + i));
        }
        admin.deleteRecords(Map.of(new TopicPartition("retention", 0), RecordsToDelete.beforeOffset(6)))
                .all()
                .get();
        committed.until(so -> so.ids().contains("r10")).run(source("retention"));
        assertThat(committed.ids()).containsExactly("a", "r6", "r7", "r8", "r9", "r10");
        assertThat(committed.conditions(Condition.Lost.class))
                .hasSize(1)
                .first()
                .satisfies(lost -> assertThat(lost.sentence()).contains("The 5 records"));
        assertThat(committed.gaps().values()).hasSize(1).first().satisfies(gap -> {
            assertThat(gap.state()).isEqualTo(Gap.State.FINAL);
            assertThat(gap.from()).isEqualTo(Instant.ofEpochMilli(START));
            assertThat(gap.to()).isEqualTo(Instant.ofEpochMilli(START + 6_000));
        });
    }

    @Test
    void aPrivateAuthorityIsBelievedWhereItsFileIsNamed() {
        Optional<Path> file = Optional.of(Path.of("authorities.pem"));
        for (KafkaSettings.Security security : List.of(
                new KafkaSettings.Security.Tls(file),
                new KafkaSettings.Security.Sasl("PLAIN", "firstseen", Secret.of("secret"), file))) {
            assertThat(KafkaSettings.of("broker:9093", List.of("logs"), security)
                            .consumer())
                    .containsEntry("ssl.truststore.type", "PEM")
                    .containsEntry("ssl.truststore.location", "authorities.pem");
        }
        assertThat(KafkaSettings.of("broker:9093", List.of("logs"), new KafkaSettings.Security.Tls(Optional.empty()))
                        .consumer())
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("ssl.truststore.location");
    }

    @Test
    void thePasswordIsNotInWhatIsPrinted() {
        Secret connection = Secret.of("Endpoint=sb://x/;SharedAccessKey=\"abc\\def\"");
        KafkaSettings settings = KafkaSettings.of(
                "x.servicebus.windows.net:9093", List.of("insights"), KafkaSettings.Security.eventHubs(connection));
        assertThat(settings.toString()).doesNotContain("SharedAccessKey");
        assertThat(String.valueOf(settings.consumer().get("sasl.jaas.config")))
                .contains("username=\"$ConnectionString\"", "SharedAccessKey=\\\"abc\\\\def\\\"\";");
        assertThat(settings.consumer()).containsEntry("security.protocol", "SASL_SSL");
    }
}
