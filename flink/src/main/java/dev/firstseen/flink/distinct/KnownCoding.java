package dev.firstseen.flink.distinct;

import dev.firstseen.flink.match.Codings;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/** How it is written what is known of an id. */
public record KnownCoding() implements Coding<Known> {
    private static final Codings.OfMatch MATCH = new Codings.OfMatch();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Known known, ByteWriter to) {
        switch (known) {
            case Known.Candidates candidates -> {
                to.flag(false);
                to.whole(MATCH.version());
                to.list(candidates.matches(), MATCH::write);
                differing(candidates.told(), to);
            }
            case Known.Chosen(String content, Differing told) -> {
                to.flag(true);
                to.text(content);
                differing(told, to);
            }
        }
    }

    @Override
    public Known read(ByteReader from, int version) {
        if (from.flag()) {
            return new Known.Chosen(from.text(), differing(from, version));
        }
        int matches = (int) from.whole();
        return new Known.Candidates(from.list(reader -> MATCH.read(reader, matches)), differing(from, version));
    }

    private static void differing(Differing told, ByteWriter to) {
        to.list(told.contents(), (content, writer) -> writer.text(content));
    }

    private static Differing differing(ByteReader from, int version) {
        // Version 1 did not know what it had told.
        return version < 2 ? Differing.NONE : new Differing(from.list(ByteReader::text));
    }
}
