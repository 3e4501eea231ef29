package dev.firstseen.collect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.Receipt;
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
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a broker in this process. */
@Timeout(120)
class KafkaSourceTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private static TestBrokers brokers;

    @BeforeAll
    static void startBroker() throws Exception {
        brokers = TestBrokers.start(1);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        brokers.close();
    }

    private static KafkaSource source(String... topics) {
        return brokers.source(topics);
    }

    @Test
    void crashesNeitherLoseNorDouble() throws Exception {
        brokers.create("crashes", 3);
        List<String> expected = new ArrayList<>();
        Committing committed = new Committing();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 40; i++) {
                String id = "r" + round + "-" + i;
                brokers.send("crashes", i % 3, START + round * 1_000L + i / 4, TestBrokers.record(id));
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
        brokers.create("times", 1);
        brokers.send("times", 0, START, TestBrokers.record("a"));
        brokers.send("times", 0, START, "{\n\"Id\": \"b\"\r\n}");
        brokers.send("times", 0, START + 5, TestBrokers.record("c"));
        brokers.send("times", 0, START + 5, "{\"records\":[" + TestBrokers.record("d") + "]}");
        Committing committed =
                new Committing().until(so -> so.ids().size() >= 4).run(source("times"));
        Map<Instant, List<Load>> byTime = committed.loads().stream().collect(Collectors.groupingBy(Load::available));
        assertThat(byTime).containsOnlyKeys(Instant.ofEpochMilli(START), Instant.ofEpochMilli(START + 5));
        assertThat(committed.loads().stream()
                        .map(load -> new String(load.bytes(), StandardCharsets.UTF_8))
                        .filter(text -> text.contains("records")))
                .containsExactly("{\"records\":[{\"Id\":\"d\"}]}");
    }

    /** Past the offset up to which the one before was read, too. */
    @Test
    void aTopicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
        brokers.create("anew", 1);
        brokers.send("anew", 0, START, TestBrokers.record("a"));
        Committing committed = new Committing()
                .until(so -> {
                    if (so.cursor().below("topic/").isEmpty()) {
                        brokers.send("anew", 0, START, TestBrokers.record("a"));
                        return false;
                    }
                    return true;
                })
                .run(source("anew"));
        int before = committed.ids().size();
        List<String> expected = madeAnew("anew", before + 5);
        committed.until(so -> so.ids().contains(expected.getLast())).run(source("anew"));
        assertThat(committed.ids().subList(before, committed.ids().size())).isEqualTo(expected);
        assertThat(committed.conditions(Condition.Lost.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.sentence()).contains("is not the one read before"));
    }

    @Test
    void aTopicThatIsMadeAnewWhileItIsReadIsReadFromItsBeginning() throws Exception {
        brokers.create("again", 1);
        brokers.send("again", 0, START, TestBrokers.record("a"));
        List<String> expected = new ArrayList<>();
        Committing committed = new Committing()
                .until(so -> {
                    if (so.cursor().below("topic/").isEmpty()) {
                        brokers.send("again", 0, START, TestBrokers.record("a"));
                    } else if (expected.isEmpty()) {
                        expected.addAll(madeAnew("again", so.ids().size() + 5));
                    }
                    return !expected.isEmpty() && so.ids().containsAll(expected);
                })
                .run(source("again"));
        assertThat(committed.ids()).containsAll(expected);
        assertThat(committed.conditions(Condition.Lost.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.sentence()).contains("is not the one read before"));
    }

    /** The ids of the records that a topic of the same name has from its beginning. */
    private static List<String> madeAnew(String topic, int records) {
        try {
            brokers.admin().deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        brokers.create(topic, 1);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            ids.add("n" + i);
            brokers.send(topic, 0, START + i, TestBrokers.record("n" + i));
        }
        return ids;
    }

    /** Its producer's clock is wrong; live, what waits for that time would wait as long. */
    @Test
    void noRecordIsOfATimeThatIsYetToCome() throws Exception {
        brokers.create("ahead", 1);
        brokers.send("ahead", 0, Instant.now().plus(Duration.ofMinutes(50)).toEpochMilli(), TestBrokers.record("a"));
        Committing committed = new Committing().until(so -> !so.ids().isEmpty()).run(source("ahead"));
        assertThat(committed.loads())
                .singleElement()
                .satisfies(load -> assertThat(load.available()).isBeforeOrEqualTo(Instant.now()));
    }

    /** As Flink reads them: lines, a record over several lines, an envelope, in any order. */
    @Test
    void aValueIsReadInAnyShape() throws Exception {
        brokers.create("shapes", 1);
        String record = "{\"Id\":\"%s\",\"CreationTime\":\"2026-03-01T00:00:00\",\"Workload\":\"Exchange\"}";
        for (String value : List.of(
                record.formatted("a"),
                record.formatted("b") + "\n" + record.formatted("c"),
                record.formatted("d") + "\r\n" + record.formatted("e") + "\r\n",
                record.formatted("f").replace(",", ",\n"),
                "{\"records\":[" + record.formatted("g") + "]}",
                "[" + record.formatted("h") + "]",
                record.formatted("i") + "\n")) {
            brokers.send("shapes", 0, START, value);
        }
        Committing committed =
                new Committing().until(so -> so.ids().size() >= 9).run(source("shapes"));
        assertThat(committed.receipt()).isEqualTo(new Receipt(9, 0, List.of()));
    }

    @Test
    void aPartitionThatIsAddedLaterIsFound() throws Exception {
        brokers.create("grows", 1);
        brokers.send("grows", 0, START, TestBrokers.record("a"));
        Committing committed = new Committing().until(so -> {
            if (so.ids().size() == 1) {
                try {
                    brokers.admin()
                            .createPartitions(Map.of("grows", NewPartitions.increaseTo(2)))
                            .all()
                            .get();
                    brokers.send("grows", 1, START + 1, TestBrokers.record("b"));
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
        brokers.create("retention", 1);
        brokers.send("retention", 0, START, TestBrokers.record("a"));
        Committing committed =
                new Committing().until(so -> so.ids().size() >= 1).run(source("retention"));
        for (int i = 1; i <= 10; i++) {
            brokers.send("retention", 0, START + i * 1_000L, TestBrokers.record("r" + i));
        }
        brokers.admin()
                .deleteRecords(Map.of(new TopicPartition("retention", 0), RecordsToDelete.beforeOffset(6)))
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

    /** More than one poll gives: at every parcel but the last there is something left of the first one's time. */
    @Test
    void aBackfillIsBehindUntilTheEndIsReached() throws Exception {
        brokers.create("backfill", 2);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            byte[] value = TestBrokers.record("r" + i).getBytes(StandardCharsets.UTF_8);
            sent.add(brokers.producer().send(new ProducerRecord<>("backfill", i % 2, START + i * 1_000L, null, value)));
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
