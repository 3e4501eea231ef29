package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * An incident as it was last told.
 *
 * @param digest of what a reader would call a change
 * @param json its document
 */
record Telling(String id, String digest, String json) {

    /** How it is written. */
    public record OfTelling() implements Coding<Telling> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Telling telling, ByteWriter to) {
            to.text(telling.id());
            to.text(telling.digest());
            to.text(telling.json());
        }

        @Override
        public Telling read(ByteReader from, int version) {
            return new Telling(from.text(), from.text(), from.text());
        }
    }
}
