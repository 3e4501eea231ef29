package dev.firstseen.flink.source;

import dev.firstseen.microsoft.export.Piece;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Takes Kafka's messages as they are: a record, an envelope of Event Hubs with many, or a whole export. */
final class MessageFormat implements KafkaRecordDeserializationSchema<Portion> {
    private static final long serialVersionUID = 1;

    private final TimeMode mode;
    private transient @Nullable LatestTime latest;

    MessageFormat(TimeMode mode) {
        this.mode = mode;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Portion> out) {
        byte[] bytes = message.value();
        if (bytes == null || bytes.length == 0) {
            return;
        }
        String form = Piece.isOneLine(bytes) ? Piece.LINES : "";
        long time = switch (mode) {
            case ARRIVAL -> message.timestamp();
            case EVENT -> latest().of(new Portion(message.topic(), form, bytes, 0, Portion.TIMELESS));
            case BOUNDED -> Portion.TIMELESS;
        };
        out.collect(new Portion(message.topic(), form, bytes, 0, time));
    }

    private LatestTime latest() {
        LatestTime known = latest;
        if (known == null) {
            known = new LatestTime();
            latest = known;
        }
        return known;
    }

    @Override
    public TypeInformation<Portion> getProducedType() {
        return PortionCoding.type();
    }
}
