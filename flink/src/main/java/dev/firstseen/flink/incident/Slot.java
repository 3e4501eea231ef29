package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * Where something stands among others of its time.
 *
 * @param time an hour since 1970, or when it is due
 * @param number from 0
 */
record Slot(long time, long number) {

    /** How it is written. It is the key of maps in state, so a new version would have to leave these bytes as they are. */
    public record OfSlot() implements Coding<Slot> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Slot slot, ByteWriter to) {
            to.whole(slot.time());
            to.whole(slot.number());
        }

        @Override
        public Slot read(ByteReader from, int version) {
            return new Slot(from.whole(), from.whole());
        }
    }
}
