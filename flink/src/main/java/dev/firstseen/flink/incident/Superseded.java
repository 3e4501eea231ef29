package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * A case that was told and has another first alert by now, or is part of another.
 *
 * @param by the id of the incident as which it goes on
 */
record Superseded(String tenant, String opening, long due, String by) implements Order {

    /** How it is written. */
    public record OfSuperseded() implements Coding<Superseded> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Superseded superseded, ByteWriter to) {
            to.text(superseded.tenant());
            to.text(superseded.opening());
            to.whole(superseded.due());
            to.text(superseded.by());
        }

        @Override
        public Superseded read(ByteReader from, int version) {
            return new Superseded(from.text(), from.text(), from.whole(), from.text());
        }
    }
}
