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
import dev.firstseen.engine.wire.CodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
                .isInstanceOf(CodingException.class)
                .hasMessage("SeenTermCoding was written in version 2; this job reads versions 1 to 1");
    }
}
