package dev.firstseen.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstseen.flink.SignInRule;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.wire.CodedSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Alerts are written with rules that come while the job runs, through savepoints and upgrades. */
class WriteFunctionTest {
    private static final int MOST = 8;
    private static final long TIME = 1_773_129_600_000L;
    private static final Memory MEMORY = new Memory("00000000-0000-4000-8000-000000000001", "meaning", 4, TIME);

    private static RuleText named(String name) {
        return new RuleText("a.toml", SignInRule.TEXT.replace("\"Sign-in\"", '"' + name + '"'), MEMORY);
    }

    private static Finding finding(String id, String record) {
        return new Finding(
                new Match(
                        MEMORY,
                        new Plan.Every(),
                        new Head(id, "tenant", "o365.audit", TIME),
                        TIME,
                        List.of(new Brought(List.of(), List.of(), Optional.empty())),
                        "o365.audit",
                        record.getBytes(StandardCharsets.UTF_8)),
                new Found.Matched());
    }

    private static Finding finding(String id) {
        return finding(
                id,
                ("{\"CreationTime\":\"2026-03-10T08:00:00\",\"Id\":\"%s\",\"Operation\":\"UserLoggedIn\","
                                + "\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,"
                                + "\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\","
                                + "\"UserId\":\"ada@example.com\"}")
                        .formatted(id));
    }

    /** One of the tasks; what was submitted knows none of the rules. */
    private static final class Task implements AutoCloseable {
        private final BroadcastOperatorTestHarness<Finding, RuleText, Delivered> harness;

        Task(int number, int tasks, Optional<OperatorSubtaskState> from) throws Exception {
            harness = new BroadcastOperatorTestHarness<>(
                    new CoBroadcastWithNonKeyedOperator<>(
                            new WriteFunction(new RuleBook(List.of(), 0, 0), Enrichment.BUNDLED),
                            List.of(WriteFunction.TEXTS)),
                    MOST,
                    tasks,
                    number);
            harness.setup(new CodedSerializer<>(new Delivered.OfDelivered()));
            if (from.isPresent()) {
                harness.initializeState(from.get());
            }
            harness.open();
        }

        void comes(Finding finding) throws Exception {
            harness.processElement(finding, 0);
        }

        void comes(RuleText rule) throws Exception {
            harness.processBroadcastElement(rule, 0);
        }

        List<String> told() {
            return harness.extractOutputValues().stream().map(Delivered::json).toList();
        }

        List<Notice> notices() {
            Queue<StreamRecord<Notice>> queue = harness.getSideOutput(SideOutputs.NOTICES);
            return queue == null
                    ? List.of()
                    : queue.stream().map(StreamRecord::getValue).toList();
        }

        OperatorSubtaskState state() throws Exception {
            return harness.snapshot(0, 0);
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    @Test
    void whatCameBeforeItsRuleWaitsForItThroughASavepoint() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            try (Task task = new Task(number, 3, Optional.empty())) {
                task.comes(finding("id" + number));
                assertThat(task.told()).isEmpty();
                states.add(task.state());
            }
        }
        for (int tasks : List.of(1, 2, 5)) {
            List<String> told = new ArrayList<>();
            for (int number = 0; number < tasks; number++) {
                try (Task task = new Task(number, tasks, Optional.of(part(states, tasks, number)))) {
                    assertThat(task.told()).isEmpty();
                    task.comes(named("The rule"));
                    told.addAll(task.told());
                }
            }
            assertThat(told).hasSize(3).allMatch(alert -> alert.contains("The rule"));
            for (int id = 0; id < 3; id++) {
                String event = "\"id" + id + "\"";
                assertThat(told).filteredOn(alert -> alert.contains(event)).hasSize(1);
            }
        }
    }

    private static OperatorSubtaskState part(List<OperatorSubtaskState> states, int tasks, int number)
            throws Exception {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new)),
                MOST,
                states.size(),
                tasks,
                number);
    }

    @Test
    void rulesThatCameAreKnownAfterASavepointAsTheyWereLast() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            try (Task task = new Task(number, 2, Optional.empty())) {
                task.comes(named("Before"));
                task.comes(named("Since"));
                states.add(task.state());
            }
        }
        for (int number = 0; number < 3; number++) {
            try (Task task = new Task(number, 3, Optional.of(part(states, 3, number)))) {
                task.comes(finding("a"));
                assertThat(task.told()).hasSize(1).allMatch(alert -> alert.contains("\"Since\""));
            }
        }
    }

    /** An earlier build could read both. */
    @Test
    void aRuleOrARecordThatThisBuildRefusesIsToldAndNothingFails() throws Exception {
        try (Task task = new Task(0, 1, Optional.empty())) {
            task.comes(new RuleText("a.toml", "[rule", MEMORY));
            task.comes(finding("a"));
            task.comes(named("The rule"));
            task.comes(finding("b", "{\"Operation\":"));
            task.comes(finding("c"));
            assertThat(task.told()).hasSize(1).allMatch(alert -> alert.contains("\"c\""));
            assertThat(task.notices())
                    .extracting(Notice::kind, Notice::of, Notice::tenant, Notice::event, Notice::time)
                    .containsExactly(
                            tuple("unreadable", MEMORY.rule(), "tenant", "a", TIME),
                            tuple("unreadable", MEMORY.rule(), "tenant", "b", TIME));
            assertThat(task.notices().getFirst().reason())
                    .startsWith("An earlier build raised an alert, and this one cannot read its rule: a.toml:");
            assertThat(task.notices().getLast().reason())
                    .startsWith("An earlier build raised an alert, and this one cannot read its record: ");
        }
    }
}
