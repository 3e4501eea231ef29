package dev.firstseen.flink.fold;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/** How the memory of a term is written. */
public record SeenTermCoding() implements Coding<SeenTerm> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SeenTerm seen, ByteWriter to) {
        to.whole(seen.last());
        to.whole(seen.last() - seen.first());
        to.whole(seen.count());
        to.whole(seen.last() - seen.previous());
        to.whole(seen.earlier());
    }

    @Override
    public SeenTerm read(ByteReader from, int version) {
        long last = from.whole();
        return new SeenTerm(last - from.whole(), last, from.whole(), last - from.whole(), from.whole());
    }
}
