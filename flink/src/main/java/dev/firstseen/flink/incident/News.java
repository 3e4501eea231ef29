package dev.firstseen.flink.incident;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.flink.wire.KeyHash;

/** What there is to know of a tenant's accounts. */
sealed interface News {

    /** What records tell. */
    record OfRecords(Told told) implements News {
        @Override
        public String tenant() {
            return told.tenant();
        }
    }

    /** An alert. */
    record OfAlert(Raised raised) implements News {
        @Override
        public String tenant() {
            return raised.finding().match().head().tenant();
        }
    }

    String tenant();

    /** Whose names and alerts are together. */
    default String key() {
        return KeyHash.of(tenant());
    }

    /** For Flink. */
    static CodedType<News> type() {
        return new CodedType<>(News.class, new OfNews());
    }

    /** How it is written. */
    record OfNews() implements Coding<News> {
        private static final Told.OfTold TOLD = new Told.OfTold();
        private static final Raised.OfRaised RAISED = new Raised.OfRaised();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(News news, ByteWriter to) {
            to.flag(news instanceof OfAlert);
            switch (news) {
                case OfRecords(Told told) -> {
                    to.whole(TOLD.version());
                    TOLD.write(told, to);
                }
                case OfAlert(Raised raised) -> {
                    to.whole(RAISED.version());
                    RAISED.write(raised, to);
                }
            }
        }

        @Override
        public News read(ByteReader from, int version) {
            return from.flag()
                    ? new OfAlert(RAISED.read(from, (int) from.whole()))
                    : new OfRecords(TOLD.read(from, (int) from.whole()));
        }
    }
}
