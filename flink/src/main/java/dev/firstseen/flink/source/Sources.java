package dev.firstseen.flink.source;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streams of raw bytes that a job reads. */
public final class Sources {
    private Sources() {}

    /** Adds sources to the job, at least one. */
    public static DataStream<Portion> of(
            StreamExecutionEnvironment job, List<SourceSettings> sources, TimeMode mode, WatermarkSettings watermarks) {
        return sources.stream()
                .map(source -> of(job, source, mode, watermarks))
                .reduce(DataStream::union)
                .orElseThrow(() -> new IllegalArgumentException("there is at least one source"));
    }

    /** Adds a source to the job. */
    public static DataStream<Portion> of(
            StreamExecutionEnvironment job, SourceSettings source, TimeMode mode, WatermarkSettings watermarks) {
        return switch (source) {
            case SourceSettings.Files files ->
                // Not in the source, where a task whose last file is over never becomes idle.
                job.fromSource(
                                files(files, mode),
                                WatermarkStrategy.noWatermarks(),
                                source.name(),
                                PortionCoding.type())
                        .uid("source-" + source.name())
                        .assignTimestampsAndWatermarks(strategy(mode, watermarks, false))
                        .name("watermarks of " + source.name())
                        .uid("watermarks-" + source.name());
            case SourceSettings.Kafka kafka ->
                job.fromSource(
                                kafka(kafka, mode),
                                strategy(mode, watermarks, true),
                                source.name(),
                                PortionCoding.type())
                        .uid("source-" + source.name());
        };
    }

    /** @param live whether records come as they happen, so that the clock says how late it can be */
    private static WatermarkStrategy<Portion> strategy(TimeMode mode, WatermarkSettings watermarks, boolean live) {
        return switch (mode) {
            case BOUNDED -> WatermarkStrategy.noWatermarks();
            case EVENT, ARRIVAL -> {
                Duration distance = watermarks.outOfOrderness();
                WatermarkStrategy<Portion> strategy = WatermarkStrategy.<Portion>forGenerator(
                                _ -> new Progress(distance, live ? System::currentTimeMillis : () -> Long.MAX_VALUE))
                        .withTimestampAssigner((portion, none) -> portion.time());
                yield watermarks.idle().isPositive() ? strategy.withIdleness(watermarks.idle()) : strategy;
            }
        };
    }

    private static FileSource<Portion> files(SourceSettings.Files files, TimeMode mode) {
        FileSource.FileSourceBuilder<Portion> source = FileSource.forBulkFileFormat(
                        new ContentFormat(mode == TimeMode.EVENT), new Path(files.path()))
                .setFileEnumerator(new WholeFiles(mode == TimeMode.BOUNDED));
        if (mode == TimeMode.BOUNDED) {
            return source.build();
        }
        return source.monitorContinuously(files.poll().isPositive() ? files.poll() : Duration.ofSeconds(10))
                .build();
    }

    private static KafkaSource<Portion> kafka(SourceSettings.Kafka kafka, TimeMode mode) {
        Properties properties = new Properties();
        properties.putAll(kafka.settings().connection());
        // In the group only what has been read is shown; where the job goes on is in its checkpoints.
        KafkaSourceBuilder<Portion> source = KafkaSource.<Portion>builder()
                .setBootstrapServers(kafka.settings().bootstrapServers())
                .setTopics(kafka.settings().topics())
                .setGroupId("firstseen-" + kafka.name())
                .setProperties(properties)
                .setProperty("isolation.level", "read_committed")
                .setProperty(
                        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                        Long.toString(kafka.settings().lookForPartitions().toMillis()))
                .setStartingOffsets(new FromTheBeginning())
                .setDeserializer(new MessageFormat(mode));
        if (mode == TimeMode.BOUNDED) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
