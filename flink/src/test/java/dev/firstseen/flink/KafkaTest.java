package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.settings.JobSettingsReader;
import dev.firstseen.flink.sink.Sinks;
import dev.firstseen.flink.source.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Kafka to Kafka, through failures: whoever reads committed messages sees each alert once. */
class KafkaTest {
    private static final int PARTITIONS = 3;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void exactlyOnceThroughFailures() throws Exception {
        Random random = new Random(21);
        List<String> records = RandomRecords.records(random, 400);
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("all.json"), String.join("\n", records));
        RuleBook rules = Twin.rules(RandomRules.write(random, Files.createDirectories(folder.resolve("rules"))));
        List<String> expected = Twin.documents(rules, logs);
        assertThat(expected).isNotEmpty();
        try (KafkaClusterTestKit broker = broker();
                LocalJob cluster = LocalJob.start()) {
            Properties client = broker.clientProperties();
            try (Admin admin = Admin.create(client)) {
                admin.createTopics(List.of(
                                new NewTopic("raw", PARTITIONS, (short) 1), new NewTopic("alerts", 1, (short) 1)))
                        .all()
                        .get();
            }
            produce(client, records);
            JobSettings settings = settings("[flink]\nbounded = true\n", broker.bootstrapServers());
            Tap.reset(3);
            StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                    LocalJob.configuration(folder.resolve("checkpoints"), "hashmap"));
            job.setParallelism(2);
            job.enableCheckpointing(200);
            Pipeline pipeline = Pipeline.of(
                    Tap.on(Sources.of(job, settings.sources(), settings.mode(), settings.watermarks())),
                    PipelineSettings.bounded(rules, settings.tables()));
            settings.sinks().forEach(sink -> Sinks.of(pipeline.delivered(), sink));
            cluster.run(job.getStreamGraph().getJobGraph());
            assertThat(Tap.failed()).isPositive();
            assertThat(Twin.comparable(committed(client))).isEqualTo(expected);
        }
    }

    /** Alerts are committed while the job runs; it fails behind them, and goes on at another parallelism. */
    @Test
    void exactlyOnceWhileItGoesOn() throws Exception {
        Random random = new Random(11);
        List<String> records = new ArrayList<>(new LinkedHashSet<>(RandomRecords.alike(random, 150)));
        records.sort(Comparator.comparingLong(Fed::time));
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("all.json"), String.join("\n", records));
        RuleBook rules = Twin.rules(RandomRules.write(random, Files.createDirectories(folder.resolve("rules"))));
        Standing expected = Standing.of(Twin.documentsWithIncidents(rules, logs));
        try (KafkaClusterTestKit broker = broker();
                LocalJob cluster = LocalJob.start()) {
            Properties client = broker.clientProperties();
            // The records are older than any broker keeps records.
            Map<String, String> forEver = Map.of("retention.ms", "-1");
            try (Admin admin = Admin.create(client)) {
                admin.createTopics(List.of(
                                new NewTopic("raw", PARTITIONS, (short) 1).configs(forEver),
                                new NewTopic("alerts", 1, (short) 1)))
                        .all()
                        .get();
            }
            Tap.reset(0);
            JobGraph first = goingOn(broker.bootstrapServers(), rules, 2);
            cluster.cluster().submitJob(first).get();
            int third = records.size() / 3;
            produceTimed(client, records, 0, third);
            awaitCommitted(client, 20);
            Tap.fail(3);
            produceTimed(client, records, third, 2 * third);
            Tap.awaitContents(2 * third);
            awaitCommitted(client, committed(client).size() + 20);
            assertThat(Tap.failed()).isPositive();
            assertThat(Tap.failedBehind()).isPositive();
            Tap.fail(0);
            String savepoint = cluster.stop(first.getJobID(), folder.resolve("savepoints"), false);

            JobGraph second = goingOn(broker.bootstrapServers(), rules, 3);
            second.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
            cluster.cluster().submitJob(second).get();
            produceTimed(client, records, 2 * third, records.size());
            Tap.awaitContents(records.size());
            cluster.stop(second.getJobID(), folder.resolve("savepoints"), true);
            List<String> told = committed(client);
            // An alert is told again only with others counted on it; an incident may become what it was before.
            assertThat(Twin.comparable(told.stream()
                            .filter(line -> !line.contains("\"firstseen\":{\"incident\""))
                            .toList()))
                    .doesNotHaveDuplicates();
            assertThat(Standing.of(told)).isEqualTo(expected);
        }
    }

    /** What a retention does while a job is stopped: the brokers let go of what was to be read next. */
    @Test
    void whatTheBrokersRemovedIsNotSkippedInSilence() throws Exception {
        Random random = new Random(5);
        List<String> records = new ArrayList<>(new LinkedHashSet<>(RandomRecords.alike(random, 90)));
        records.sort(Comparator.comparingLong(Fed::time));
        RuleBook rules = Twin.rules(RandomRules.write(random, Files.createDirectories(folder.resolve("rules"))));
        int half = records.size() / 2;
        try (KafkaClusterTestKit broker = broker();
                LocalJob cluster = LocalJob.start();
                Admin admin = Admin.create(broker.clientProperties())) {
            Properties client = broker.clientProperties();
            admin.createTopics(List.of(
                            new NewTopic("raw", PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1")),
                            new NewTopic("alerts", 1, (short) 1)))
                    .all()
                    .get();
            Tap.reset(0);
            JobGraph first = goingOn(broker.bootstrapServers(), rules, 1);
            cluster.cluster().submitJob(first).get();
            produceTimed(client, records, 0, half);
            Tap.awaitContents(half);
            String savepoint = cluster.stop(first.getJobID(), folder.resolve("savepoints"), false);
            produceTimed(client, records, half, records.size());
            Map<TopicPartition, RecordsToDelete> removed = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                // Between what was read and what is there.
                removed.put(
                        new TopicPartition("raw", partition),
                        RecordsToDelete.beforeOffset(3L * records.size() / 4 / PARTITIONS));
            }
            admin.deleteRecords(removed).all().get();

            JobGraph second = goingOn(broker.bootstrapServers(), rules, 1);
            second.getJobConfiguration().set(RestartStrategyOptions.RESTART_STRATEGY, "none");
            second.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
            assertThatThrownBy(() -> cluster.run(second))
                    .rootCause()
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessageContaining("out of range");
        }
    }

    private JobGraph goingOn(String brokers, RuleBook rules, int parallelism) {
        JobSettings settings = settings("""
                [time]
                counts = "available"
                lateness = "1h"
                [flink]
                idle = "1h"
                """, brokers);
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "rocksdb"));
        job.setParallelism(parallelism);
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.enableCheckpointing(200);
        Pipeline pipeline = Pipeline.of(
                Tap.on(Sources.of(job, settings.sources(), settings.mode(), settings.watermarks())),
                new PipelineSettings(
                                rules,
                                settings.tables(),
                                settings.mode(),
                                settings.watermarks().outOfOrderness(),
                                PipelineSettings.ALWAYS,
                                PipelineSettings.ALWAYS,
                                Optional.empty())
                        .investigating(Twin.INVESTIGATION));
        settings.sinks().forEach(sink -> Sinks.of(Tap.failingOn(pipeline.delivered()), sink));
        return job.getStreamGraph().getJobGraph();
    }

    /** Taken by the broker when they were made. */
    private static void produceTimed(Properties client, List<String> records, int from, int to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                String record = records.get(i);
                producer.send(new ProducerRecord<>(
                                "raw",
                                i % PARTITIONS,
                                Fed.time(record),
                                new byte[0],
                                record.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private static void awaitCommitted(Properties client, int count) throws InterruptedException {
        Patience patience = new Patience();
        Object held = new Object();
        while (committed(client).size() < count) {
            synchronized (held) {
                patience.await(held, () -> "fewer than %d alerts were committed".formatted(count));
            }
        }
    }

    private static KafkaClusterTestKit broker() throws Exception {
        KafkaClusterTestKit broker = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumControllerNodes(1)
                        .setNumBrokerNodes(1)
                        .build())
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "2")
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "2")
                .build();
        broker.format();
        broker.startup();
        broker.waitForReadyBrokers();
        return broker;
    }

    private JobSettings settings(String tables, String brokers) {
        String text = tables + """
                [rules]
                paths = ["rules"]
                [[source]]
                type = "kafka"
                brokers = "%s"
                topics = ["raw"]
                [[sink]]
                type = "kafka"
                brokers = "%s"
                topic = "alerts"
                """.formatted(brokers, brokers);
        JobSettingsReader.Reading reading =
                JobSettingsReader.read(folder.resolve("job.toml"), text, name -> Optional.empty());
        return reading.settings()
                .orElseThrow(
                        () -> new IllegalArgumentException(reading.problems().toString()));
    }

    /** Some records alone, others many in one message, as Event Hubs sends them. */
    private static void produce(Properties client, List<String> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 200; i++) {
                send(producer, i, records.get(i));
            }
            for (int i = 200; i < records.size(); i += 20) {
                send(producer, i, "{\"records\":[" + String.join(",", records.subList(i, i + 20)) + "]}");
            }
            producer.flush();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int number, String message) throws Exception {
        producer.send(new ProducerRecord<>(
                        "raw", number % PARTITIONS, new byte[0], message.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private static List<String> committed(Properties client) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.putAll(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
        List<String> alerts = new ArrayList<>();
        TopicPartition partition = new TopicPartition("alerts", 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    alerts.add(new String(message.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return alerts;
    }
}
