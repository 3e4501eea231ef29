package dev.firstseen.flink.match;

import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.engine.wire.CodingException;
import java.util.List;
import java.util.OptionalLong;

/** How what matched is written. */
public final class Codings {
    private static final int EVERY = 0;
    private static final int NEW_TERMS = 1;
    private static final int THRESHOLD = 2;

    private Codings() {}

    /** Of matches. */
    public record OfMatch() implements Coding<Match> {

        /** For Flink. */
        public static CodedType<Match> type() {
            return new CodedType<>(Match.class, new OfMatch());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Match match, ByteWriter to) {
            to.text(match.memory().rule());
            to.text(match.memory().meaning());
            to.whole(match.memory().generation());
            to.whole(match.memory().since());
            plan(match.plan(), to);
            Head head = match.head();
            to.text(head.id());
            to.text(head.tenant());
            to.text(head.dataset());
            to.whole(head.time());
            to.whole(match.time());
            to.list(match.brought(), Codings::brought);
            to.text(match.kind());
            to.bytes(match.record());
        }

        @Override
        public Match read(ByteReader from, int version) {
            Memory memory = new Memory(from.text(), from.text(), from.whole(), from.whole());
            Plan plan = plan(from);
            Head head = new Head(from.text(), from.text(), from.text(), from.whole());
            return new Match(memory, plan, head, from.whole(), from.list(Codings::brought), from.text(), from.bytes());
        }
    }

    private static void plan(Plan plan, ByteWriter to) {
        switch (plan) {
            case Plan.Every every -> to.whole(EVERY);
            case Plan.NewTerms(long window) -> {
                to.whole(NEW_TERMS);
                to.whole(window);
            }
            case Plan.Threshold(long value, OptionalLong cardinality, long lookback) -> {
                to.whole(THRESHOLD);
                to.whole(value);
                to.whole(cardinality.orElse(0));
                to.whole(lookback);
            }
        }
    }

    private static Plan plan(ByteReader from) {
        int kind = (int) from.whole();
        return switch (kind) {
            case EVERY -> new Plan.Every();
            case NEW_TERMS -> new Plan.NewTerms(from.whole());
            case THRESHOLD -> {
                long value = from.whole();
                long cardinality = from.whole();
                yield new Plan.Threshold(
                        value, cardinality == 0 ? OptionalLong.empty() : OptionalLong.of(cardinality), from.whole());
            }
            default -> throw new CodingException("there is no plan of kind " + kind);
        };
    }

    private static void brought(Brought brought, ByteWriter to) {
        to.scalars(brought.key());
        to.list(brought.values(), (values, writer) -> writer.scalars(values));
        to.optional(brought.group(), (group, writer) -> {
            writer.whole(group.duration());
            terms(group.terms(), writer);
        });
    }

    private static Brought brought(ByteReader from) {
        return new Brought(
                from.scalars(),
                from.list(ByteReader::scalars),
                from.optional(reader -> new Group(reader.whole(), terms(reader))));
    }

    /** What a group of alerts agrees in. */
    public static void terms(List<SuppressedGroup.Term> terms, ByteWriter to) {
        to.list(terms, (term, writer) -> {
            writer.text(term.field().name());
            writer.scalars(term.values());
        });
    }

    /** What {@link #terms(List, ByteWriter)} wrote. */
    public static List<SuppressedGroup.Term> terms(ByteReader from) {
        return from.list(reader -> new SuppressedGroup.Term(FieldPath.of(reader.text()), reader.scalars()));
    }

    /** Of observed hours. */
    public record OfHour() implements Coding<Hour> {

        /** For Flink. */
        public static CodedType<Hour> type() {
            return new CodedType<>(Hour.class, new OfHour());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Hour hour, ByteWriter to) {
            to.text(hour.tenant());
            to.text(hour.dataset());
            to.whole(hour.hour());
        }

        @Override
        public Hour read(ByteReader from, int version) {
            return new Hour(from.text(), from.text(), from.whole());
        }
    }

    /** Of notices. */
    public record OfNotice() implements Coding<Notice> {

        /** For Flink. */
        public static CodedType<Notice> type() {
            return new CodedType<>(Notice.class, new OfNotice());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Notice notice, ByteWriter to) {
            to.text(notice.kind());
            to.text(notice.reason());
            to.text(notice.of());
            to.text(notice.tenant());
            to.text(notice.event());
            to.whole(notice.time());
            to.whole(notice.count());
        }

        @Override
        public Notice read(ByteReader from, int version) {
            return new Notice(
                    from.text(), from.text(), from.text(), from.text(), from.text(), from.whole(), from.whole());
        }
    }
}
