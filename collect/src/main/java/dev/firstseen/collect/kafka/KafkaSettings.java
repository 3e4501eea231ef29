package dev.firstseen.collect.kafka;

import dev.firstseen.engine.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Which topics of which brokers.
 *
 * @param security how to speak to them
 * @param lookForPartitions how often new partitions are looked for
 */
public record KafkaSettings(
        String bootstrapServers, List<String> topics, Security security, Duration lookForPartitions) {

    public KafkaSettings {
        topics = List.copyOf(topics);
        if (bootstrapServers.isBlank() || topics.isEmpty()) {
            throw new IllegalArgumentException("there is at least one broker and one topic");
        }
    }

    /** How to speak to the brokers. */
    public sealed interface Security {

        /** In the clear, for brokers on this machine or in a closed network. */
        record Plaintext() implements Security {}

        /**
         * TLS, without a password.
         *
         * @param authorities a PEM file of the authorities to believe; without one, those of the JDK
         */
        record Tls(Optional<Path> authorities) implements Security {}

        /**
         * TLS and a user's password.
         *
         * @param mechanism PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, in small letters too
         * @param authorities a PEM file of the authorities to believe; without one, those of the JDK
         */
        record Sasl(String mechanism, String user, Secret password, Optional<Path> authorities) implements Security {
            public Sasl {
                mechanism = mechanism.toUpperCase(Locale.ROOT);
                if (!List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512").contains(mechanism)) {
                    throw new IllegalArgumentException(
                            "the mechanism \"%s\" is not PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512".formatted(mechanism));
                }
            }
        }

        /** What Azure Event Hubs wants: the connection string as the password of a user of this name. */
        static Security eventHubs(Secret connectionString) {
            return new Sasl("PLAIN", "$ConnectionString", connectionString, Optional.empty());
        }
    }

    public static KafkaSettings of(String bootstrapServers, List<String> topics, Security security) {
        return new KafkaSettings(bootstrapServers, topics, security, Duration.ofSeconds(10));
    }

    /** For people. */
    String title() {
        return "Kafka " + String.join(", ", topics);
    }

    /** What the consumer is made with. It holds the password: not to be printed. */
    Map<String, Object> consumer() {
        Map<String, Object> consumer = new TreeMap<>(connection());
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "firstseen");
        // Where it stands is committed with what was made of the records, so the brokers keep no offsets for it.
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // The consumer answers from what it knows of a topic, so that must not be older than the looks for new
        // partitions.
        consumer.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, lookForPartitions.toMillis());
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        return Collections.unmodifiableMap(consumer);
    }

    /** What any client needs to speak to the brokers. It holds the password: not to be printed. */
    public Map<String, String> connection() {
        Map<String, String> client = new TreeMap<>();
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        switch (security) {
            case Security.Plaintext plaintext -> client.put("security.protocol", "PLAINTEXT");
            case Security.Tls tls -> {
                client.put("security.protocol", "SSL");
                trust(tls.authorities(), client);
            }
            case Security.Sasl sasl -> {
                client.put("security.protocol", "SASL_SSL");
                client.put("sasl.mechanism", sasl.mechanism());
                String module = sasl.mechanism().equals("PLAIN") ? "plain.Plain" : "scram.Scram";
                client.put(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.%sLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(
                                        module,
                                        quoted(sasl.user()),
                                        quoted(sasl.password().reveal())));
                trust(sasl.authorities(), client);
            }
        }
        return Collections.unmodifiableMap(client);
    }

    private static void trust(Optional<Path> authorities, Map<String, String> client) {
        authorities.ifPresent(file -> {
            client.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            client.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
        });
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
