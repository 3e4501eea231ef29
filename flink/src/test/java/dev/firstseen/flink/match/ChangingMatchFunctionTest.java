package dev.firstseen.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.Twin;
import dev.firstseen.flink.rules.FolderVersion;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.rules.RuleVersion;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.microsoft.export.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks whose rules have changed go on from a savepoint, another number of them. */
@SuppressWarnings("NullAway.Init") // JUnit makes the folder.
class ChangingMatchFunctionTest {
    private static final int MOST = 8;

    @TempDir
    private Path rules;

    private static String rule(String query) {
        return """
                [metadata]
                creation_date = "2026/11/28"
                maturity = "production"
                updated_date = "2026/11/28"
                [rule]
                author = ["test"]
                description = "A rule of a test."
                from = "now-1h"
                language = "kuery"
                name = "Sign-ins"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-000000000001"
                severity = "low"
                query = 'event.action: UserLoggedIn%s'
                type = "threshold"
                [rule.threshold]
                field = ["user.id"]
                value = 3
                """.formatted(query);
    }

    private static Portion signIn(String time) {
        String record = ("{\"CreationTime\":\"%s\",\"Id\":\"a\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":"
                        + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,\"ResultStatus\":\"Success\","
                        + "\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"ada@example.com\"}")
                .formatted(time);
        return new Portion("test", Piece.LINES, record.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    private static long time(String time) {
        return Instant.parse(time + "Z").toEpochMilli();
    }

    /** One of the tasks. */
    private static final class Task implements AutoCloseable {
        private final BroadcastOperatorTestHarness<Portion, FolderVersion, Match> harness;

        Task(Path submitted, int number, int tasks, Optional<OperatorSubtaskState> from) throws Exception {
            harness = new BroadcastOperatorTestHarness<>(
                    new CoBroadcastWithNonKeyedOperator<>(
                            new ChangingMatchFunction(Twin.rules(submitted), Enrichment.BUNDLED, TimeMode.EVENT, false),
                            List.of(ChangingMatchFunction.RUNNING)),
                    MOST,
                    tasks,
                    number);
            harness.setup(new CodedSerializer<>(new Codings.OfMatch()));
            if (from.isPresent()) {
                harness.initializeState(from.get());
            }
            harness.open();
        }

        void reads(Portion portion) throws Exception {
            harness.processElement(portion, 0);
        }

        void looks(Path rules) throws Exception {
            harness.processBroadcastElement(
                    new FolderVersion(RuleVersion.read(List.of(rules), 0), Optional.empty()), 0);
        }

        /** What the next sign-in belongs to. */
        Memory memory(String time) throws Exception {
            harness.getOutput().clear();
            reads(signIn(time));
            return harness.extractOutputValues().getFirst().memory();
        }

        <T> List<T> beside(OutputTag<T> tag) {
            Queue<StreamRecord<T>> queue = harness.getSideOutput(tag);
            List<T> values = new ArrayList<>();
            while (queue != null && !queue.isEmpty()) {
                values.add(queue.remove().getValue());
            }
            return values;
        }

        OperatorSubtaskState state() throws Exception {
            return harness.snapshot(0, 0);
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    private static List<OperatorSubtaskState> repartitioned(List<OperatorSubtaskState> states, int tasks)
            throws Exception {
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            parts.add(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(all, MOST, states.size(), tasks, task));
        }
        return parts;
    }

    private Path file;

    @BeforeEach
    void submitted() throws IOException {
        file = Files.writeString(rules.resolve("a.toml"), rule(""));
    }

    /** Three tasks that have read up to different times, and have changed twice; gives what they leave. */
    private List<OperatorSubtaskState> changedTwice(Path submitted, Memory expected) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        List<String> read = List.of("2026-03-01T08:00:00", "2026-03-01T09:00:00", "2026-03-02T10:00:00");
        for (int number = 0; number < read.size(); number++) {
            Files.writeString(file, rule(""));
            try (Task task = new Task(submitted, number, read.size(), Optional.empty())) {
                task.looks(rules);
                Files.writeString(file, rule(" and user.id: *"));
                task.looks(rules);
                Files.writeString(file, rule(" and event.id: *"));
                task.looks(rules);
                assertThat(task.memory(read.get(number))).isEqualTo(expected);
                states.add(task.state());
            }
        }
        return states;
    }

    @Test
    void aRuleThatHasChangedGoesOnWithItsMemory(@TempDir Path submitted) throws Exception {
        Files.writeString(submitted.resolve("a.toml"), rule(""));
        Files.writeString(file, rule(" and event.id: *"));
        RuleText last = RuleVersion.read(List.of(rules), 0).book().texts().getFirst();
        Memory expected = new Memory(last.memory().rule(), last.memory().meaning(), 2, Memory.UNSETTLED);
        List<OperatorSubtaskState> states = changedTwice(submitted, expected);
        for (int tasks : List.of(1, 3, 5)) {
            List<OperatorSubtaskState> parts = repartitioned(states, tasks);
            for (int number = 0; number < tasks; number++) {
                try (Task task = new Task(submitted, number, tasks, Optional.of(parts.get(number)))) {
                    assertThat(task.memory("2026-03-03T08:00:00")).isEqualTo(expected);
                    // When it starts, what is in the folders is told again.
                    task.looks(rules);
                    assertThat(task.beside(SideOutputs.CHANGES)).isEmpty();
                    assertThat(task.beside(SideOutputs.RULES)).isEmpty();
                    assertThat(task.memory("2026-03-03T09:00:00")).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void oneThatBreaksBeforeItIsSubmittedAgainGoesOnAsItWas(@TempDir Path submitted) throws Exception {
        Files.writeString(submitted.resolve("a.toml"), rule(""));
        Files.writeString(file, rule(" and event.id: *"));
        RuleText last = RuleVersion.read(List.of(rules), 0).book().texts().getFirst();
        Memory expected = new Memory(last.memory().rule(), last.memory().meaning(), 2, Memory.UNSETTLED);
        List<OperatorSubtaskState> parts = repartitioned(changedTwice(submitted, expected), 1);
        Files.writeString(file, "[rule");
        try (Task task = new Task(submitted, 0, 1, Optional.of(parts.getFirst()))) {
            task.looks(rules);
            assertThat(task.memory("2026-03-03T08:00:00")).isEqualTo(expected);
            assertThat(task.beside(SideOutputs.NOTICES))
                    .extracting(Notice::kind)
                    .containsOnly("rules");
        }
    }

    /** The latest was read by a task that goes on as another, or not at all. */
    @Test
    void whatBeginsThenIsWholeFromTheLatestThatAnyTaskHadRead(@TempDir Path submitted) throws Exception {
        Files.writeString(submitted.resolve("a.toml"), rule(""));
        List<OperatorSubtaskState> states = new ArrayList<>();
        List<String> read = List.of("2026-03-01T08:00:00", "2026-03-01T09:00:00", "2026-03-02T10:00:00");
        for (int number = 0; number < read.size(); number++) {
            try (Task task = new Task(submitted, number, read.size(), Optional.empty())) {
                task.reads(signIn(read.get(number)));
                states.add(task.state());
            }
        }
        Files.writeString(file, rule(" and user.id: *"));
        for (int tasks : List.of(1, 2)) {
            List<OperatorSubtaskState> parts = repartitioned(states, tasks);
            for (int number = 0; number < tasks; number++) {
                try (Task task = new Task(submitted, number, tasks, Optional.of(parts.get(number)))) {
                    task.looks(rules);
                    assertThat(task.beside(SideOutputs.CHANGES))
                            .extracting(RulesChanged::read)
                            .containsExactly(time("2026-03-02T10:00:01"));
                }
            }
        }
    }

    /** Where alerts are written each text is needed once; the folds need none. */
    @Test
    void onlyWhatIsNewIsSentAndByOneTask() throws Exception {
        Files.writeString(rules.resolve("b.toml"), rule("").replace("000000000001", "000000000002"));
        for (int number = 0; number < 2; number++) {
            Files.writeString(file, rule(""));
            try (Task task = new Task(rules, number, 2, Optional.empty())) {
                Files.writeString(file, rule("").replace("\"low\"", "\"high\""));
                task.looks(rules);
                assertThat(task.beside(SideOutputs.CHANGES)).isEmpty();
                assertThat(task.beside(SideOutputs.RULES))
                        .hasSize(number == 0 ? 1 : 0)
                        .allMatch(text -> text.text().contains("\"high\""));
            }
        }
    }
}
