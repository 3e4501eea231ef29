package dev.firstseen.flink.sink;

import dev.firstseen.deliver.sink.http.ElasticsearchSettings;
import dev.firstseen.deliver.sink.kafka.KafkaSettings;

/** Where a job delivers its alerts. */
public sealed interface SinkSettings {

    /** By which a savepoint finds it again. */
    String name();

    /**
     * NDJSON files, which appear when a checkpoint has completed.
     *
     * @param folder as Flink's file systems name it
     */
    record Files(String name, String folder) implements SinkSettings {}

    /**
     * A topic of Kafka's, in transactions: whoever reads committed messages sees each exactly once. The key of a message is
     * the alert's id.
     *
     * @param transactions how this job's transactions begin their names; no other job may have the same
     */
    record Kafka(String name, KafkaSettings settings, String transactions) implements SinkSettings {}

    /** An index, at least once: a document has the alert's id, so that one sent twice is there once. */
    record Elasticsearch(String name, ElasticsearchSettings settings) implements SinkSettings {}
}
