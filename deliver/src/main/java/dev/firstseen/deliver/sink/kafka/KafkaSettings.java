package dev.firstseen.deliver.sink.kafka;

import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.engine.secret.Secret;
import java.time.Duration;

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
}
