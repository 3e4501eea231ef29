package dev.firstseen.collect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Progress;
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
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a broker in this process. */
@Timeout(120)
class KafkaSourceTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private static KafkaClusterTestKit cluster;
    private static KafkaProducer<byte[], byte[]> producer;
    private static Admin admin;

    @BeforeAll
    static void startBroker() throws Exception {
        cluster = start();
        Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        admin = Admin.create(client);
    }

    private static KafkaClusterTestKit start() throws Exception {
        KafkaClusterTestKit brokers = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .build())
                .build();
        brokers.format();
        brokers.startup();
        brokers.waitForReadyBrokers();
        return brokers;
    }

    @AfterAll
    static void stopBroker() throws Exception {
        producer.close();
        admin.close();
        cluster.close();
    }

    private static KafkaSource source(String... topics) {
        return source(cluster, topics);
    }

    private static KafkaSource source(KafkaClusterTestKit brokers, String... topics) {
        KafkaSettings settings = new KafkaSettings(
                brokers.bootstrapServers(),
                List.of(topics),
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
    void aTopicThatIsNotThereIsToldAndTheOthersAreRead() throws Exception {
        create("there", 1);
        send("there", 0, START, record("a"));
        Committing committed = new Committing()
                .until(so -> {
                    if (so.ids().size() == 1) {
                        createNow("misspelt");
                        sendNow("misspelt", START + 1, record("b"));
                    }
                    return so.ids().size() == 2;
                })
                .run(source("there", "misspelt"));
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
                createNow("alone");
                sendNow("alone", START, record("a"));
            }
        };
        committed.until(so -> !so.ids().isEmpty()).run(source("alone"));
        assertThat(committed.conditions())
                .extracting(condition -> condition.getClass().getSimpleName() + " " + condition.what())
                .startsWith("Failing topic alone");
    }

    private static void createNow(String topic) {
        try {
            create(topic, 1);
        } catch (ExecutionException there) {
            assertThat(there).hasCauseInstanceOf(TopicExistsException.class);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void sendNow(String topic, long timestamp, String value) {
        try {
            send(topic, 0, timestamp, value);
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** More than one poll gives: at every parcel but the last there is something left of the first one's time. */
    @Test
    void aBackfillIsBehindUntilTheEndIsReached() throws Exception {
        create("backfill", 2);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            byte[] value = record("r" + i).getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>("backfill", i % 2, START + i * 1_000L, null, value)));
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
        List<Progress> seen = new ArrayList<>();
        Committing committed = watching(seen, progress -> progress.lag().compareTo(Duration.ofMinutes(1)) < 0);
        committed.run(source("backfill"));
        assertThat(committed.ids()).hasSize(12_000);
        assertThat(seen.getFirst().lag()).isGreaterThan(Duration.ofDays(1));
        assertThat(seen.getFirst().share()).isLessThan(1);
        assertThat(seen).extracting(Progress::from).containsOnly(Instant.ofEpochMilli(START));
        assertThat(seen.getLast().share()).isCloseTo(1, within(0.01));
    }

    /** Stops the source when its progress is so. */
    private static Committing watching(List<Progress> seen, Predicate<Progress> enough) {
        return new Committing() {
            @Override
            public void progress(Progress reached) {
                super.progress(reached);
                seen.add(reached);
                if (enough.test(reached)) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void brokersThatAreAwayAreToldAndNothingIsSaidToBeReached() throws Exception {
        KafkaClusterTestKit other = start();
        List<Progress> seen = new ArrayList<>();
        Instant[] away = {Instant.MAX};
        try {
            try (Admin there = Admin.create(Map.of("bootstrap.servers", other.bootstrapServers()))) {
                there.createTopics(List.of(new NewTopic("away", 1, (short) 1)))
                        .all()
                        .get();
            }
            Committing committed = new Committing() {
                @Override
                public void progress(Progress reached) {
                    super.progress(reached);
                    seen.add(reached);
                    if (away[0].equals(Instant.MAX)) {
                        away[0] = Instant.now();
                        closed(other);
                    }
                }

                @Override
                public void report(Condition condition) {
                    super.report(condition);
                    Thread.currentThread().interrupt();
                }
            };
            committed.run(source(other, "away"));
            assertThat(committed.conditions()).singleElement().isInstanceOf(Condition.Failing.class);
            assertThat(seen).extracting(Progress::reached).allMatch(reached -> !reached.isAfter(away[0]));
        } finally {
            if (away[0].equals(Instant.MAX)) {
                closed(other);
            }
        }
    }

    private static void closed(KafkaClusterTestKit brokers) {
        try {
            brokers.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aMechanismIsSpelledLargeOrSmall() {
        KafkaSettings.Security small =
                new KafkaSettings.Security.Sasl("scram-sha-512", "u", Secret.of("secret"), Optional.empty());
        assertThat(KafkaSettings.of("broker:9093", List.of("logs"), small).consumer())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
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
