package dev.firstseen.flink.sink;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.match.Notice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Delivers alerts and notices. */
public final class Sinks {

    /** Longer than any checkpoint takes, and no longer than brokers allow by themselves: a quarter of an hour. */
    private static final String TRANSACTION_MILLIS = "900000";

    private Sinks() {}

    /** Delivers alerts and incidents. */
    public static void of(DataStream<Delivered> delivered, SinkSettings sink) {
        String uid = "sink-" + sink.name();
        switch (sink) {
            case SinkSettings.Files files ->
                delivered
                        .map(Delivered::line, Types.STRING)
                        .name(sink.name() + " lines")
                        .uid(uid + "-lines")
                        .sinkTo(lines(files.folder()))
                        .name(sink.name())
                        .uid(uid);
            case SinkSettings.Kafka kafka ->
                delivered.sinkTo(topic(kafka)).name(sink.name()).uid(uid);
            case SinkSettings.Elasticsearch elasticsearch ->
                delivered
                        .sinkTo(new ElasticsearchAlerts(elasticsearch.settings()))
                        .name(sink.name())
                        .uid(uid);
        }
    }

    /** Writes notices into files, a JSON object a line. */
    public static void notices(DataStream<Notice> notices, String folder) {
        notices.map(Sinks::json, Types.STRING)
                .name("notice lines")
                .uid("notice-lines")
                .sinkTo(lines(folder))
                .name("notices to files")
                .uid("notices-to-files");
    }

    private static FileSink<String> lines(String folder) {
        return FileSink.<String>forRowFormat(new Path(folder), new SimpleStringEncoder<>("UTF-8"))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
    }

    private static KafkaSink<Delivered> topic(SinkSettings.Kafka kafka) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.putAll(kafka.settings().connection());
        String topic = kafka.settings().topic();
        KafkaRecordSerializationSchema<Delivered> message = (alert, context, time) -> new ProducerRecord<>(
                topic, alert.id().getBytes(StandardCharsets.UTF_8), alert.line().getBytes(StandardCharsets.UTF_8));
        return KafkaSink.<Delivered>builder()
                .setBootstrapServers(kafka.settings().brokers())
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(message)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(kafka.transactions())
                .build();
    }

    private static String json(Notice notice) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("kind", Value.of(notice.kind()));
        members.put("reason", Value.of(notice.reason()));
        members.put("of", Value.of(notice.of()));
        members.put("tenant", Value.of(notice.tenant()));
        members.put("event", Value.of(notice.event()));
        if (notice.time() != Long.MIN_VALUE) {
            members.put("time", Value.of(notice.time()));
        }
        members.put("count", Value.of(notice.count()));
        return JsonWriter.text(Value.of(members));
    }
}
