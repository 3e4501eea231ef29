package dev.firstseen.flink.fold;

import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/** How terms are written. They are keys of maps in state, so a new version would have to leave these bytes as they are. */
public record TermCoding() implements Coding<Term> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Term term, ByteWriter to) {
        to.scalars(term.values());
    }

    @Override
    public Term read(ByteReader from, int version) {
        return new Term(from.scalars());
    }
}
