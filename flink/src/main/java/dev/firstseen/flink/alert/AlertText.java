package dev.firstseen.flink.alert;

import dev.firstseen.flink.wire.ByteReader;
import dev.firstseen.flink.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/**
 * An alert as it is delivered.
 *
 * @param id the alert's; the same alert told again has the same and takes the place of the first
 * @param raised when it was raised, in milliseconds since 1970
 * @param json one object on one line, as {@code scan --format ndjson} writes it
 */
public record AlertText(String id, long raised, String json) {

    /** For Flink. */
    public static CodedType<AlertText> type() {
        return new CodedType<>(AlertText.class, new OfAlertText());
    }

    /** How delivered alerts are written. */
    public record OfAlertText() implements Coding<AlertText> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(AlertText alert, ByteWriter to) {
            to.text(alert.id());
            to.whole(alert.raised());
            to.text(alert.json());
        }

        @Override
        public AlertText read(ByteReader from, int version) {
            return new AlertText(from.text(), from.whole(), from.text());
        }
    }
}
