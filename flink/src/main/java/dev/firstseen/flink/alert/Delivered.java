package dev.firstseen.flink.alert;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.engine.event.Document;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.engine.wire.CodingException;
import java.nio.charset.StandardCharsets;

/** An alert or an incident as it is delivered. */
public sealed interface Delivered {

    /** The alert's or the incident's; the same told again has the same and takes the place of the first. */
    String id();

    /** When it was put together, in milliseconds since 1970. */
    long raised();

    /** Its document as one JSON object on one line, as {@code scan --format ndjson} writes it. */
    String json();

    /** The notice that the service's sinks send. */
    Notice notice();

    /** The line that stands for it in files and topics. */
    default String line() {
        return json();
    }

    private static Document document(String json) {
        return new Document(JsonText.object(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** An alert. */
    record AlertRaised(String id, long raised, String json) implements Delivered {
        @Override
        public Notice notice() {
            return new Notice.AlertRaised(id, raised, document(json));
        }
    }

    /** An incident that began, grew or is assessed otherwise. */
    record IncidentChanged(String id, long raised, String json) implements Delivered {
        @Override
        public Notice notice() {
            return new Notice.IncidentChanged(id, raised, id, document(json));
        }
    }

    /**
     * An incident that goes on as another.
     *
     * @param json as it was last told
     * @param reason in a sentence
     */
    record IncidentEnded(String id, long raised, String json, String reason) implements Delivered {
        @Override
        public Notice notice() {
            return new Notice.IncidentEnded(id, raised, id, reason, document(json));
        }

        /** Only the notice tells it from the incident that it was. */
        @Override
        public String line() {
            return new String(Payload.ECS.bytes(notice()), StandardCharsets.UTF_8);
        }
    }

    /** For Flink. */
    static CodedType<Delivered> type() {
        return new CodedType<>(Delivered.class, new OfDelivered());
    }

    /** How it is written. */
    record OfDelivered() implements Coding<Delivered> {
        private static final int ALERT = 0;
        private static final int INCIDENT = 1;
        private static final int ENDED = 2;

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Delivered delivered, ByteWriter to) {
            to.whole(
                    switch (delivered) {
                        case AlertRaised _ -> ALERT;
                        case IncidentChanged _ -> INCIDENT;
                        case IncidentEnded _ -> ENDED;
                    });
            to.text(delivered.id());
            to.whole(delivered.raised());
            to.text(delivered.json());
            if (delivered instanceof IncidentEnded ended) {
                to.text(ended.reason());
            }
        }

        @Override
        public Delivered read(ByteReader from, int version) {
            int kind = (int) from.whole();
            String id = from.text();
            long raised = from.whole();
            String json = from.text();
            return switch (kind) {
                case ALERT -> new AlertRaised(id, raised, json);
                case INCIDENT -> new IncidentChanged(id, raised, json);
                case ENDED -> new IncidentEnded(id, raised, json, from.text());
                default -> throw new CodingException("nothing of kind " + kind + " is delivered");
            };
        }
    }
}
