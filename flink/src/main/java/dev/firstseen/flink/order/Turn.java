package dev.firstseen.flink.order;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/**
 * By what something that waits is found.
 *
 * @param decision when it can be decided
 * @param number from 0, among all that can be decided then
 */
record Turn(long decision, long number) {

    /** How it is written. It is the key of maps in state, so a new version would have to leave these bytes as they are. */
    public record OfTurn() implements Coding<Turn> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Turn turn, ByteWriter to) {
            to.whole(turn.decision());
            to.whole(turn.number());
        }

        @Override
        public Turn read(ByteReader from, int version) {
            return new Turn(from.whole(), from.whole());
        }
    }
}
