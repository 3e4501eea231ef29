package dev.firstseen.flink.archive;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/** A record on its way to where it is kept. */
public record Kept(Shelf shelf, ArchivedRecord record) {

    /** For Flink. */
    public static CodedType<Kept> type() {
        return new CodedType<>(Kept.class, new OfKept());
    }

    /** How it is written. */
    public record OfKept() implements Coding<Kept> {
        private static final ArchivedRecord.OfArchivedRecord RECORD = new ArchivedRecord.OfArchivedRecord();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Kept kept, ByteWriter to) {
            to.text(kept.shelf().tenant());
            to.text(kept.shelf().name());
            to.whole(RECORD.version());
            RECORD.write(kept.record(), to);
        }

        @Override
        public Kept read(ByteReader from, int version) {
            Shelf shelf = new Shelf(from.text(), from.text());
            return new Kept(shelf, RECORD.read(from, (int) from.whole()));
        }
    }
}
