package dev.firstseen.flink.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What folds know of memories that begin and end goes on from a savepoint. Time is what the test says. */
class LivesTest {
    private static final int MOST = 8;
    private static final long TIME = 1_000_000;
    private static final Memory MEMORY = new Memory("rule", "meaning", 2, Memory.UNSETTLED);

    private static Match match(String id, long time) {
        return match(id, time, "ada");
    }

    private static Match match(String id, long time, String key) {
        return new Match(
                MEMORY,
                new Plan.Threshold(1, OptionalLong.empty(), 60_000),
                new Head(id, "tenant", "o365.audit", time),
                time,
                List.of(new Brought(List.of(new Value.Text(key)), List.of(), Optional.empty())),
                "o365.audit",
                new byte[0]);
    }

    private static RulesChanged begun(int task, int tasks, long read) {
        return new RulesChanged(List.of(MEMORY.name()), List.of(), task, tasks, read);
    }

    private static KeyedBroadcastOperatorTestHarness<String, Match, RulesChanged, Finding> task(
            int number, int tasks, Optional<OperatorSubtaskState> from) throws Exception {
        KeyedBroadcastOperatorTestHarness<String, Match, RulesChanged, Finding> harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(new FoldFunction(0, 0), List.of(Lives.BEGUN, Lives.ENDED)),
                        FoldFunction::key,
                        Types.STRING,
                        MOST,
                        tasks,
                        number);
        harness.setup(new CodedSerializer<>(new FindingCoding()));
        if (from.isPresent()) {
            harness.initializeState(from.get());
        }
        harness.open();
        return harness;
    }

    private static List<Notice> notices(
            KeyedBroadcastOperatorTestHarness<String, Match, RulesChanged, Finding> harness) {
        Queue<StreamRecord<Notice>> queue = harness.getSideOutput(SideOutputs.NOTICES);
        return queue == null
                ? List.of()
                : queue.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void fromWhenAMemoryIsWholeIsKnownAfterASavepoint() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            try (var task = task(number, 3, Optional.empty())) {
                task.processBroadcastElement(begun(0, 2, 500_000), 0);
                task.processBroadcastElement(begun(1, 2, 700_000), 0);
                states.add(task.snapshot(0, 0));
            }
        }
        OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new)),
                MOST,
                3,
                1,
                0);
        try (var task = task(0, 1, Optional.of(all))) {
            task.processElement(match("a", TIME), TIME);
            task.processWatermark(TIME);
            task.processBroadcastWatermark(TIME);
            assertThat(task.extractOutputValues())
                    .extracting(finding -> finding.match().memory().since())
                    .containsExactly(700_000L);
        }
    }

    @Test
    void whatWaitedForARuleThatHasEndedIsToldAndNotJudged() throws Exception {
        OperatorSubtaskState state;
        try (var task = task(0, 1, Optional.empty())) {
            task.processElement(match("a", TIME), TIME);
            task.processBroadcastElement(new RulesChanged(List.of(), List.of(MEMORY.name()), 0, 1, TIME), 0);
            state = task.snapshot(0, 0);
        }
        try (var task = task(0, 1, Optional.of(state))) {
            task.processElement(match("b", TIME), TIME);
            task.processWatermark(TIME);
            task.processBroadcastWatermark(TIME);
            assertThat(task.extractOutputValues()).isEmpty();
            assertThat(notices(task)).extracting(Notice::kind).containsOnly("ended");
            assertThat(notices(task)).extracting(Notice::event).containsExactly("a", "b");
        }
    }

    @Test
    void whatIsRememberedForItExpires() throws Exception {
        try (var task = task(0, 1, Optional.empty())) {
            task.processElement(match("a", TIME), TIME);
            task.processWatermark(TIME);
            task.processBroadcastWatermark(TIME);
            assertThat(task.extractOutputValues()).hasSize(1);
            task.processBroadcastElement(new RulesChanged(List.of(), List.of(MEMORY.name()), 0, 1, TIME), 0);
            assertThat(task.numEventTimeTimers()).isEqualTo(1);
            task.processWatermark(TIME + 62_000);
            task.processBroadcastWatermark(TIME + 62_000);
            assertThat(task.numEventTimeTimers()).isZero();
            assertThat(remembered(task)).isZero();
        }
    }

    private static int remembered(KeyedBroadcastOperatorTestHarness<?, ?, ?, ?> task) {
        var backend = ((AbstractStreamOperator<?>) task.getTwoInputOperator()).getKeyedStateBackend();
        return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }

    @Test
    void eachKeyExpiresOnceAtAnotherParallelism() throws Exception {
        int keys = 20;
        OperatorSubtaskState state;
        try (var task = task(0, 1, Optional.empty())) {
            for (int key = 0; key < keys; key++) {
                task.processElement(match("a", TIME + 1000L * key, "user" + key), TIME);
            }
            task.processWatermark(TIME + 1000L * keys);
            task.processBroadcastWatermark(TIME + 1000L * keys);
            state = task.snapshot(0, 0);
        }
        int timers = 0;
        for (int number = 0; number < 3; number++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(state, MOST, 1, 3, number);
            try (var task = task(number, 3, Optional.of(part))) {
                timers += task.numEventTimeTimers();
                task.processWatermark(TIME + 62_000 + 1000L * keys);
                task.processBroadcastWatermark(TIME + 62_000 + 1000L * keys);
                assertThat(task.numEventTimeTimers()).isZero();
                assertThat(remembered(task)).isZero();
            }
        }
        assertThat(timers).isEqualTo(keys);
    }
}
