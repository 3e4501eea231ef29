package dev.firstseen.flink.distinct;

import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.flink.Pinned;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Group;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownTest {

    private static Match match() {
        return new Match(
                new Memory("rule", "meaning", 3, 5),
                new Plan.NewTerms(60_000),
                new Head("id", "tenant", "o365.audit", 1_000),
                1_000,
                List.of(new Brought(
                        List.of(new Value.Text("k")),
                        List.of(List.of(new Value.Whole(1))),
                        Optional.of(new Group(
                                3_600_000,
                                List.of(new SuppressedGroup.Term(
                                        FieldPath.of("user.id"), List.of(new Value.Text("a")))))))),
                "o365.audit",
                new byte[] {1});
    }

    @Test
    void bytesOfVersionOne() {
        Pinned.assertStillReads(new KnownCoding(), "0202020278", new Known.Chosen("x", Differing.NONE));
        Pinned.assertStillReads(
                new KnownCoding(),
                "02000202"
                        + "020872756c65020e6d65616e696e67060a02c0a90702046964020c74656e616e7402146f3336352e"
                        + "6175646974d00fd00f02020002026b020202020280bab70302020e757365722e6964020002026102"
                        + "146f3336352e61756469740201",
                new Known.Candidates(List.of(match()), Differing.NONE));
    }

    @Test
    void bytesOfVersionTwo() {
        Pinned.assertReads(new KnownCoding(), "040202027802020279", new Known.Chosen("x", Differing.NONE.with("y")));
        Pinned.assertReads(
                new KnownCoding(),
                "04000202"
                        + "020872756c65020e6d65616e696e67060a02c0a90702046964020c74656e616e7402146f3336352e"
                        + "6175646974d00fd00f02020002026b020202020280bab70302020e757365722e6964020002026102"
                        + "146f3336352e6175646974020100",
                new Known.Candidates(List.of(match()), Differing.NONE));
    }
}
