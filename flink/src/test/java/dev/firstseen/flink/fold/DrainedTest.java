package dev.firstseen.flink.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A job that was stopped at the end of all times, with {@code --drain}, goes on with what it remembered. */
class DrainedTest {
    private static final long TIME = 1_000_000;
    private static final long WINDOW = 60_000;

    private static Match match(String id, long time, Plan plan, String... values) {
        List<Value.Scalar> term =
                List.of(values).stream().<Value.Scalar>map(Value.Text::new).toList();
        return new Match(
                new Memory("rule", "meaning", 2, Long.MIN_VALUE),
                plan,
                new Head(id, "tenant", "o365.audit", time),
                time,
                List.of(new Brought(List.of(new Value.Text("ada")), List.of(term), Optional.empty())),
                "o365.audit",
                new byte[0]);
    }

    static KeyedBroadcastOperatorTestHarness<String, Match, RulesChanged, Finding> task(
            Optional<OperatorSubtaskState> from) throws Exception {
        var harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new FoldFunction(0, 0), List.of(Lives.BEGUN, Lives.ENDED)),
                FoldFunction::key,
                Types.STRING,
                1,
                1,
                0);
        harness.setup(new CodedSerializer<>(new FindingCoding()));
        if (from.isPresent()) {
            harness.initializeState(from.get());
        }
        harness.open();
        return harness;
    }

    static void to(long time, KeyedBroadcastOperatorTestHarness<?, ?, ?, ?> task) throws Exception {
        task.processWatermark(time);
        task.processBroadcastWatermark(time);
    }

    private static List<String> foundAfterTheEnd(Plan plan, String... values) throws Exception {
        OperatorSubtaskState drained;
        try (var task = task(Optional.empty())) {
            task.processElement(match("first", TIME, plan, values), TIME);
            to(Long.MAX_VALUE, task);
            drained = task.snapshot(0, 0);
        }
        try (var task = task(Optional.of(drained))) {
            task.processElement(match("within", TIME + WINDOW, plan, values), TIME);
            to(TIME + WINDOW + 1000, task);
            task.processElement(match("beyond", TIME + 3 * WINDOW, plan, values), TIME);
            to(TIME + 3 * WINDOW + 1000, task);
            return task.extractOutputValues().stream()
                    .map(finding -> finding.match().head().id())
                    .toList();
        }
    }

    @Test
    void aTermThatWasSeenIsNotNew() throws Exception {
        assertThat(foundAfterTheEnd(new Plan.NewTerms(WINDOW), "ada", "network"))
                .containsExactly("beyond");
    }

    @Test
    void aWindowGoesOn() throws Exception {
        assertThat(foundAfterTheEnd(new Plan.Threshold(2, OptionalLong.empty(), WINDOW + 1), "value"))
                .containsExactly("within");
    }
}
