package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.flink.wire.KeyHash;

/** What is to be told of a case when all that was asked for it has been answered. */
sealed interface Order permits Asked, Superseded {

    String tenant();

    /** The id of the case's first alert. */
    String opening();

    /** When all has been answered, by event time. */
    long due();

    /** Where it is investigated. */
    default String key() {
        return KeyHash.of(tenant(), opening());
    }

    /** For Flink. */
    static CodedType<Order> type() {
        return new CodedType<>(Order.class, new OfOrder());
    }

    /** How it is written. */
    record OfOrder() implements Coding<Order> {
        private static final Asked.OfAsked ASKED = new Asked.OfAsked();
        private static final Superseded.OfSuperseded SUPERSEDED = new Superseded.OfSuperseded();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Order order, ByteWriter to) {
            to.flag(order instanceof Asked);
            switch (order) {
                case Asked asked -> {
                    to.whole(ASKED.version());
                    ASKED.write(asked, to);
                }
                case Superseded superseded -> {
                    to.whole(SUPERSEDED.version());
                    SUPERSEDED.write(superseded, to);
                }
            }
        }

        @Override
        public Order read(ByteReader from, int version) {
            return from.flag() ? ASKED.read(from, (int) from.whole()) : SUPERSEDED.read(from, (int) from.whole());
        }
    }
}
