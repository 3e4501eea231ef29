package dev.firstseen.flink.alert;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/**
 * An alert or an incident as it is delivered.
 *
 * @param id the alert's or the incident's; the same told again has the same and takes the place of the first
 * @param raised when it was put together, in milliseconds since 1970
 * @param json one object on one line, as {@code scan --format ndjson} writes it
 */
public record Delivered(What what, String id, long raised, String json) {

    /** What is delivered; in this order on the wire. */
    public enum What {
        ALERT,
        INCIDENT
    }

    /** For Flink. */
    public static CodedType<Delivered> type() {
        return new CodedType<>(Delivered.class, new OfDelivered());
    }

    /** How it is written. */
    public record OfDelivered() implements Coding<Delivered> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Delivered delivered, ByteWriter to) {
            to.flag(delivered.what() == What.INCIDENT);
            to.text(delivered.id());
            to.whole(delivered.raised());
            to.text(delivered.json());
        }

        @Override
        public Delivered read(ByteReader from, int version) {
            return new Delivered(from.flag() ? What.INCIDENT : What.ALERT, from.text(), from.whole(), from.text());
        }
    }
}
