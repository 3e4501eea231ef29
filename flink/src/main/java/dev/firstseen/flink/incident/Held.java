package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * How many records there were in an hour.
 *
 * @param kept how many are kept
 * @param leftOut how many more there were
 */
record Held(long kept, long leftOut) {
    static final Held NOTHING = new Held(0, 0);

    /** How it is written. */
    public record OfHeld() implements Coding<Held> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Held held, ByteWriter to) {
            to.whole(held.kept());
            to.whole(held.leftOut());
        }

        @Override
        public Held read(ByteReader from, int version) {
            return new Held(from.whole(), from.whole());
        }
    }
}
