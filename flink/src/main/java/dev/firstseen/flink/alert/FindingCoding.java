package dev.firstseen.flink.alert;

import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Match;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.engine.wire.CodingException;
import java.util.OptionalLong;

/** How findings are written. */
public record FindingCoding() implements Coding<Finding> {
    private static final Codings.OfMatch MATCH = new Codings.OfMatch();
    private static final int MATCHED = 0;
    private static final int FIRST_SEEN = 1;
    private static final int CROSSED = 2;

    /** For Flink. */
    public static CodedType<Finding> type() {
        return new CodedType<>(Finding.class, new FindingCoding());
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Finding finding, ByteWriter to) {
        to.whole(MATCH.version());
        MATCH.write(finding.match(), to);
        switch (finding.found()) {
            case Found.Matched matched -> to.whole(MATCHED);
            case Found.FirstSeen seen -> {
                to.whole(FIRST_SEEN);
                to.scalars(seen.term());
                history(seen.history(), to);
            }
            case Found.Crossed crossed -> {
                to.whole(CROSSED);
                to.whole(crossed.count());
                to.whole(crossed.cardinality().orElse(-1));
                to.whole(crossed.first());
                to.whole(crossed.last());
            }
        }
        to.optional(finding.suppressed(), FindingCoding::group);
    }

    @Override
    public Finding read(ByteReader from, int version) {
        Match match = MATCH.read(from, (int) from.whole());
        int kind = (int) from.whole();
        Found found = switch (kind) {
            case MATCHED -> new Found.Matched();
            case FIRST_SEEN -> new Found.FirstSeen(from.scalars(), history(from));
            case CROSSED -> {
                long count = from.whole();
                long cardinality = from.whole();
                yield new Found.Crossed(
                        count,
                        cardinality < 0 ? OptionalLong.empty() : OptionalLong.of(cardinality),
                        from.whole(),
                        from.whole());
            }
            default -> throw new CodingException("there is no finding of kind " + kind);
        };
        return new Finding(match, found, from.optional(FindingCoding::group));
    }

    private static void history(History history, ByteWriter to) {
        to.whole(history.window());
        to.decimal(history.coverage());
        to.optional(history.before(), FindingCoding::earlier);
        to.list(history.earlier(), FindingCoding::earlier);
        to.whole(history.further());
    }

    private static History history(ByteReader from) {
        return new History(
                from.whole(),
                from.decimal(),
                from.optional(FindingCoding::earlier),
                from.list(FindingCoding::earlier),
                (int) from.whole());
    }

    private static void earlier(History.Earlier earlier, ByteWriter to) {
        to.scalars(earlier.term());
        to.whole(earlier.count());
        to.whole(earlier.first());
        to.whole(earlier.last());
    }

    private static History.Earlier earlier(ByteReader from) {
        return new History.Earlier(from.scalars(), from.whole(), from.whole(), from.whole());
    }

    static void group(SuppressedGroup group, ByteWriter to) {
        Codings.terms(group.terms(), to);
        to.whole(group.start());
        to.whole(group.end());
        to.whole(group.count());
    }

    static SuppressedGroup group(ByteReader from) {
        return new SuppressedGroup(Codings.terms(from), from.whole(), from.whole(), from.whole());
    }
}
