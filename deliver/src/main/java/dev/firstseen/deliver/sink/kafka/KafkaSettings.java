package dev.firstseen.deliver.sink.kafka;

import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.engine.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * A topic of Kafka.
 *
 * @param brokers {@code host:port}, several with commas
 * @param patience how long a notice may be on its way before it is tried again
 */
public record KafkaSettings(String brokers, String topic, Security security, Payload payload, Duration patience) {

    /** How the line is kept, and who we are. */
    public sealed interface Security {

        /** An open line, for brokers of one's own network. */
        record Open() implements Security {}

        /** TLS, nobody asks who we are. */
        record Tls(Trust trust) implements Security {}

        /** TLS with user and password. Event Hubs: {@code PLAIN}, {@code $ConnectionString} and the connection string. */
        record Sasl(Mechanism mechanism, String user, Secret password, Trust trust) implements Security {}
    }

    /** How the password is shown. */
    public enum Mechanism {
        PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
        SCRAM_SHA_256("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
        SCRAM_SHA_512("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

        private final String word;
        private final String module;

        Mechanism(String word, String module) {
            this.word = word;
            this.module = module;
        }

        String word() {
            return word;
        }

        String module() {
            return module;
        }
    }

    /** What any client needs to speak to the brokers. It holds the password: not to be printed. */
    public Map<String, String> connection() {
        Map<String, String> client = new TreeMap<>();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        switch (security) {
            case Security.Open open -> {}
            case Security.Tls tls -> {
                client.put("security.protocol", "SSL");
                trust(tls.trust(), client);
            }
            case Security.Sasl sasl -> {
                client.put("security.protocol", "SASL_SSL");
                client.put(SaslConfigs.SASL_MECHANISM, sasl.mechanism().word());
                client.put(
                        SaslConfigs.SASL_JAAS_CONFIG,
                        "%s required username=\"%s\" password=\"%s\";"
                                .formatted(
                                        sasl.mechanism().module(),
                                        quoted(sasl.user()),
                                        quoted(sasl.password().reveal())));
                trust(sasl.trust(), client);
            }
        }
        return client;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void trust(Trust trust, Map<String, String> client) {
        trust.authorities().ifPresent(file -> {
            client.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            client.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
        });
    }
}
