package dev.firstseen.flink.source;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streams of raw bytes that a job reads. */
public final class Sources {
    private Sources() {}

    /** Adds a source to the job. */
    public static DataStream<Portion> of(
            StreamExecutionEnvironment job, SourceSettings source, TimeMode mode, WatermarkSettings watermarks) {
        WatermarkStrategy<Portion> strategy = strategy(mode, watermarks);
        return switch (source) {
            case SourceSettings.Files files ->
                job.fromSource(files(files, mode), strategy, "files", PortionCoding.type())
                        .uid("files");
            case SourceSettings.Kafka kafka ->
                job.fromSource(kafka(kafka, mode), strategy, "kafka", PortionCoding.type())
                        .uid("kafka");
        };
    }

    private static WatermarkStrategy<Portion> strategy(TimeMode mode, WatermarkSettings watermarks) {
        return switch (mode) {
            case BOUNDED -> WatermarkStrategy.noWatermarks();
            case EVENT, ARRIVAL -> {
                WatermarkStrategy<Portion> strategy = WatermarkStrategy.<Portion>forBoundedOutOfOrderness(
                                watermarks.outOfOrderness())
                        .withTimestampAssigner((portion, none) -> portion.time());
                yield watermarks.idle().isPositive() ? strategy.withIdleness(watermarks.idle()) : strategy;
            }
        };
    }

    private static FileSource<Portion> files(SourceSettings.Files files, TimeMode mode) {
        FileSource.FileSourceBuilder<Portion> source = FileSource.forBulkFileFormat(
                new ContentFormat(mode == TimeMode.EVENT),
                files.paths().stream().map(Path::new).toArray(Path[]::new));
        if (mode == TimeMode.BOUNDED) {
            return source.build();
        }
        return source.monitorContinuously(files.poll().isPositive() ? files.poll() : Duration.ofSeconds(10))
                .build();
    }

    private static KafkaSource<Portion> kafka(SourceSettings.Kafka kafka, TimeMode mode) {
        Properties properties = new Properties();
        properties.putAll(kafka.properties());
        kafka.secrets().forEach((name, secret) -> properties.put(name, secret.read()));
        KafkaSourceBuilder<Portion> source = KafkaSource.<Portion>builder()
                .setBootstrapServers(kafka.brokers())
                .setTopics(kafka.topics())
                .setGroupId(kafka.group())
                .setProperties(properties)
                .setStartingOffsets(kafka.fromLatest() ? OffsetsInitializer.latest() : OffsetsInitializer.earliest())
                .setDeserializer(new MessageFormat(mode));
        if (mode == TimeMode.BOUNDED) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
