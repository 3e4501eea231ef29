package dev.firstseen.flink.source;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/** How portions are written. */
public record PortionCoding() implements Coding<Portion> {

    /** For Flink. */
    public static CodedType<Portion> type() {
        return new CodedType<>(Portion.class, new PortionCoding());
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Portion portion, ByteWriter to) {
        to.text(portion.name());
        to.text(portion.form());
        to.bytes(portion.bytes());
        to.whole(portion.tooLong());
        to.whole(portion.time());
        to.text(portion.failure());
    }

    @Override
    public Portion read(ByteReader from, int version) {
        return new Portion(
                from.text(),
                from.text(),
                from.bytes(),
                (int) from.whole(),
                from.whole(),
                // Version 1 had no portions that failed.
                version < 2 ? "" : from.text());
    }
}
