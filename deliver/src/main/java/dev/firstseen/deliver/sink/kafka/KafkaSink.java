package dev.firstseen.deliver.sink.kafka;

import dev.firstseen.deliver.sink.Cut;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Kind;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.terminal.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a topic. The key is the id of the alert or incident, so that all notices about it are in one partition and in
 * order; the headers {@code firstseen-notice} and {@code firstseen-kind} say what a record is without reading it.
 */
public final class KafkaSink implements Sink {
    private final KafkaSettings settings;
    private @Nullable KafkaProducer<String, byte[]> open;

    public KafkaSink(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Kafka topic " + Visible.of(settings.topic()) + " at " + Visible.of(settings.brokers());
    }

    @Override
    public Delivery deliver(List<Notice> notices) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Outcome failed = null;
        try {
            KafkaProducer<String, byte[]> producer = open == null ? producer() : open;
            open = producer;
            for (Notice notice : notices) {
                sent.add(producer.send(message(notice)));
                if (sent.size() == 1 && notices.size() > 1) {
                    // Whether the broker is there shows on the first; else each would wait for it.
                    failed = outcome(sent.getFirst());
                    if (failed instanceof Outcome.Retry) {
                        break;
                    }
                }
            }
        } catch (KafkaException failure) {
            failed = outcome(failure);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<RecordMetadata> one : sent) {
            outcomes.add(outcome(one));
        }
        while (outcomes.size() < notices.size()) {
            outcomes.add(failed instanceof Outcome.Retry ? failed : new Outcome.Retry(name() + " was not reached."));
        }
        if (outcomes.stream().anyMatch(Outcome.Retry.class::isInstance)) {
            // After some failures a producer fails for ever: the next attempt gets another.
            close();
        }
        return new Delivery(outcomes);
    }

    private ProducerRecord<String, byte[]> message(Notice notice) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                settings.topic(), notice.about(), settings.payload().bytes(notice));
        message.headers().add("firstseen-notice", notice.id().getBytes(StandardCharsets.UTF_8));
        message.headers().add("firstseen-kind", Kind.of(notice).word().getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private Outcome outcome(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return Outcome.Taken.TAKEN;
        } catch (ExecutionException failure) {
            return outcome(failure.getCause() == null ? failure : failure.getCause());
        }
    }

    private Outcome outcome(Throwable failure) {
        String said = name() + ": " + Cut.line(withoutSecret(failure.getMessage()), 200) + '.';
        return failure instanceof RecordTooLargeException
                        || failure instanceof SerializationException
                        || failure instanceof InvalidTopicException
                ? new Outcome.Refused(said)
                : new Outcome.Retry(said);
    }

    private String withoutSecret(@Nullable String text) {
        String said = String.valueOf(text);
        return settings.security() instanceof KafkaSettings.Security.Sasl sasl
                ? said.replace(sasl.password().reveal(), sasl.password().toString())
                : said;
    }

    private KafkaProducer<String, byte[]> producer() {
        int patience = (int) settings.patience().toMillis();
        Map<String, Object> config = new HashMap<>(settings.connection());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "firstseen");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        config.put("enable.metrics.push", false);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        if (open != null) {
            open.close(Duration.ofSeconds(5));
            open = null;
        }
    }
}
