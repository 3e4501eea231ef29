package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.suppression.OpenGroup;
import dev.firstseen.engine.threshold.Window;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.alert.OpenGroupCoding;
import dev.firstseen.flink.fold.SeenTerm;
import dev.firstseen.flink.fold.SeenTermCoding;
import dev.firstseen.flink.fold.TermCoding;
import dev.firstseen.flink.fold.WindowCoding;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Group;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.flink.wire.KeyHash;
import dev.firstseen.flink.wire.NewerStateException;
import dev.firstseen.engine.wire.CodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.order.Place;
import dev.firstseen.flink.order.PlaceCoding;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.PortionCoding;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** State that version 1 of the job wrote is read by this one; what is no state is refused. */
class CodingTest {

    private static final Value.Scalar TEXT = new Value.Text("a?\u00e9\ud83d\ude00");
    private static final List<Value.Scalar> SCALARS =
            List.of(TEXT, new Value.Whole(-7), new Value.Decimal(0.5), Value.Truth.TRUE);

    private static Match match() {
        return new Match(
                new Memory("rule", "meaning", 3, Long.MIN_VALUE),
                new Plan.Threshold(5, OptionalLong.of(2), 60_000),
                new Head("id", "tenant", "o365.audit", 1_000),
                1_000,
                List.of(new Brought(
                        SCALARS,
                        List.of(SCALARS),
                        Optional.of(new Group(
                                3_600_000, List.of(new SuppressedGroup.Term(FieldPath.of("user.id"), SCALARS)))))),
                "o365.audit",
                new byte[] {1, 2, 3});
    }

    private static <T> T again(Coding<T> coding, T value) {
        return Coded.value(coding, Coded.bytes(coding, value));
    }

    @Test
    void bytesOfVersionOne() {
        Pinned.assertReads(
                new SeenTermCoding(),
                "0280f08eeb9467e0d4031ac0b8020e",
                new SeenTerm(1_772_323_170_000L, 1_772_323_200_000L, 13, 1_772_323_180_000L, 7));
        Pinned.assertReads(
                new TermCoding(), "02040002026102c001", new Term(List.of(new Value.Text("a"), new Value.Whole(96))));
    }

    private static final List<SuppressedGroup.Term> TERMS =
            List.of(new SuppressedGroup.Term(FieldPath.of("user.id"), List.of(new Value.Text("a"))));

    private static Match match(Plan plan) {
        return new Match(
                new Memory("rule", "meaning", 3, 5),
                plan,
                new Head("id", "tenant", "o365.audit", 1_000),
                1_000,
                List.of(new Brought(
                        List.of(new Value.Text("k")),
                        List.of(List.of(new Value.Whole(1))),
                        Optional.of(new Group(3_600_000, TERMS)))),
                "o365.audit",
                new byte[] {1});
    }

    @Test
    void bytesOfWhatRulesRemember() {
        Pinned.assertReads(
                new WindowCoding(),
                "02120408040002020002026100",
                Window.of(
                        List.of(new Window.Counted(5, 2), new Window.Counted(9, 1)),
                        List.of(new Window.LastSeen(new Value.Text("a"), 9)),
                        9));
        Pinned.assertReads(
                new OpenGroupCoding(),
                "02020a73686f776e02020e757365722e69640200020261020406",
                new OpenGroup("shown", new SuppressedGroup(TERMS, 1, 2, 3)));
        Pinned.assertReads(new PlaceCoding(), "020e020a6576656e74020e66757274686572", new Place(7, "event", "further"));
        Pinned.assertReads(
                new Codings.OfMatch(),
                "02020872756c65020e6d65616e696e67060a02c0a90702046964020c74656e616e7402146f333635"
                        + "2e6175646974d00fd00f02020002026b020202020280bab70302020e757365722e69640200020261"
                        + "02146f3336352e61756469740201",
                match(new Plan.NewTerms(60_000)));
        Pinned.assertReads(
                new Codings.OfMatch(),
                "02020872756c65020e6d65616e696e67060a040a04c0a90702046964020c74656e616e7402146f33"
                        + "36352e6175646974d00fd00f02020002026b020202020280bab70302020e757365722e6964020002"
                        + "026102146f3336352e61756469740201",
                match(new Plan.Threshold(5, OptionalLong.of(2), 60_000)));
        Pinned.assertReads(
                new Codings.OfNotice(),
                "0202086c61746502085768792e020872756c65020c74656e616e74020a6576656e740e04",
                new Notice("late", "Why.", "rule", "tenant", "event", 7, 2));
    }

    @Test
    void bytesOfRules() {
        RuleText text = new RuleText("a.toml", "[rule]", new Memory("rule", "meaning", 2, 5));
        Pinned.assertReads(
                new RuleText.OfRuleText(),
                "04020c612e746f6d6c020c5b72756c655d020872756c65020e6d65616e696e67040a",
                text);
        Pinned.assertReads(
                new RuleBookCoding(),
                "0206080402020c612e746f6d6c020c5b72756c655d020872756c65020e6d65616e696e67040a",
                new RuleBook(List.of(text), 3, 4));
    }

    /** Version 1 did not say what a rule's memory is called. One that cannot be read is told apart by its text. */
    @Test
    void rulesOfVersionOne() {
        Pinned.assertStillReads(
                new RuleText.OfRuleText(),
                "02020c612e746f6d6c020c5b72756c655d040a",
                new RuleText("a.toml", "[rule]", new Memory(KeyHash.of("[rule]"), "", 2, 5)));
    }

    /** Version 1 of a portion, which a buffer in flight of a checkpoint may hold, had no failure. */
    @Test
    void anOlderVersionIsReadByANewerOne() {
        assertThat(Coded.value(new PortionCoding(), HexFormat.of().parseHex("02020261020a6c696e65730202000e")))
                .usingRecursiveComparison()
                .isEqualTo(new Portion("a", "lines", new byte[] {2}, 0, 7));
    }

    /** As this coding was, and as it is: it has learned to tell a unit. */
    public record Measure(long value, String unit) {}

    private record Old() implements Coding<Measure> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Measure measure, ByteWriter to) {
            to.whole(measure.value());
        }

        @Override
        public Measure read(ByteReader from, int version) {
            return new Measure(from.whole(), "");
        }
    }

    /** Public, as Flink makes it by its name. */
    public record New() implements Coding<Measure> {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Measure measure, ByteWriter to) {
            to.whole(measure.value());
            to.text(measure.unit());
        }

        @Override
        public Measure read(ByteReader from, int version) {
            return new Measure(from.whole(), version < 2 ? "ms" : from.text());
        }
    }

    @Test
    void stateOfAnOlderVersionNeedsNoMigration() throws Exception {
        DataOutputSerializer written = new DataOutputSerializer(64);
        new CodedSerializer<>(new Old()).serialize(new Measure(7, ""), written);
        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        CodedSerializer<Measure> present = new CodedSerializer<>(new New());
        // The name in a savepoint is the same whatever the version.
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, present.snapshotConfiguration());
        TypeSerializerSnapshot<Measure> old = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(snapshot.getCopyOfBuffer()),
                getClass().getClassLoader());
        assertThat(present.snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAsIs())
                .isTrue();
        DataInputDeserializer bytes = new DataInputDeserializer(written.getCopyOfBuffer());
        assertThat(old.restoreSerializer().deserialize(bytes)).isEqualTo(new Measure(7, "ms"));
    }

    @Test
    void everythingReadsAsItWasWritten() {
        Match match = again(new Codings.OfMatch(), match());
        assertThat(match).usingRecursiveComparison().isEqualTo(match());

        History.Earlier earlier = new History.Earlier(SCALARS, 3, 1, 2);
        History history = new History(7, 0.25, Optional.of(earlier), List.of(earlier, earlier), 9);
        SuppressedGroup group =
                new SuppressedGroup(List.of(new SuppressedGroup.Term(FieldPath.of("a"), SCALARS)), 1, 2, 3);
        for (Found found : List.of(
                new Found.Matched(),
                new Found.FirstSeen(SCALARS, history),
                new Found.Crossed(4, OptionalLong.of(0), 5, 6),
                new Found.Crossed(4, OptionalLong.empty(), 5, 6))) {
            Finding finding = new Finding(match(), found, Optional.of(group));
            assertThat(again(new FindingCoding(), finding))
                    .usingRecursiveComparison()
                    .isEqualTo(finding);
        }
        assertThat(again(new OpenGroupCoding(), new OpenGroup("shown", group)))
                .isEqualTo(new OpenGroup("shown", group));

        Window window = Window.of(
                List.of(new Window.Counted(5, 2), new Window.Counted(9, 1)),
                List.of(new Window.LastSeen(TEXT, 9), new Window.LastSeen(new Value.Whole(1), 5)),
                9);
        Window read = again(new WindowCoding(), window);
        assertThat(read.counted()).isEqualTo(window.counted());
        assertThat(read.lastSeen()).containsExactlyInAnyOrderElementsOf(window.lastSeen());
        assertThat(read.last()).isEqualTo(9);
    }

    @Property(tries = 300)
    void anyTextAndAnyNumber(@ForAll String text, @ForAll long number, @ForAll double decimal) {
        Term term = new Term(List.of(new Value.Text(text), new Value.Whole(number), new Value.Decimal(decimal)));
        assertThat(again(new TermCoding(), term)).isEqualTo(term);
    }

    @Property(tries = 300)
    void bytesCutOffOrChangedAreRefusedOrReadAsSomethingElse(@ForAll byte change, @ForAll int place) {
        byte[] bytes = Coded.bytes(new Codings.OfMatch(), match());
        int at = Math.floorMod(place, bytes.length);
        assertThatThrownBy(() -> Coded.value(new Codings.OfMatch(), Arrays.copyOf(bytes, at)))
                .isInstanceOf(CodingException.class);
        bytes[at] = change;
        try {
            assertThat(Coded.value(new Codings.OfMatch(), bytes)).isNotNull();
        } catch (CodingException | IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void aNewerVersionIsRefused() {
        assertThatThrownBy(() -> Coded.value(new SeenTermCoding(), new byte[] {4, 0, 0, 0}))
                .isInstanceOf(NewerStateException.class)
                .hasMessage(
                        "The state was written by a newer build (SeenTermCoding in version 2, of which this one reads up"
                                + " to 1): go on with that build, or from a checkpoint that this one made.");
    }
}
