package dev.firstseen.flink.distinct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records with one id, in any number of different contents. Time is what the test says. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class DistinctFunctionTest {
    private static final long TIME = Instant.parse("2026-03-10T08:00:00Z").toEpochMilli();
    private static final long REMEMBERED = Duration.ofDays(1).toMillis();

    private KeyedOneInputStreamOperatorTestHarness<String, Match, Match> distinct;

    @BeforeEach
    void begin() throws Exception {
        distinct = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DistinctFunction(Enrichment.BUNDLED, REMEMBERED)),
                DistinctFunction::key,
                Types.STRING);
        distinct.open();
    }

    @AfterEach
    void end() throws Exception {
        distinct.close();
    }

    private void comes(String user) throws Exception {
        String record = ("{\"CreationTime\":\"2026-03-10T08:00:00\",\"Id\":\"id\",\"Operation\":\"UserLoggedIn\","
                        + "\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,"
                        + "\"ResultStatus\":\"Success\",\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"%s\"}")
                .formatted(user);
        distinct.processElement(
                new Match(
                        new Memory("rule", "meaning", 0, Long.MIN_VALUE),
                        new Plan.Every(),
                        new Head("id", "tenant", "o365.audit", TIME),
                        TIME,
                        List.of(new Brought(List.of(), List.of(), Optional.empty())),
                        "o365.audit",
                        record.getBytes(StandardCharsets.UTF_8)),
                TIME);
    }

    private List<String> used() {
        return distinct.extractOutputValues().stream()
                .map(match -> new String(match.record(), StandardCharsets.UTF_8))
                .map(record -> record.substring(record.indexOf("UserId") + 9, record.length() - 2))
                .toList();
    }

    private List<String> notices() {
        Queue<StreamRecord<Notice>> queue = distinct.getSideOutput(SideOutputs.NOTICES);
        List<String> reasons = new ArrayList<>();
        while (queue != null && !queue.isEmpty()) {
            reasons.add(queue.remove().getValue().reason());
        }
        return reasons;
    }

    @Test
    void eachOtherContentIsToldOnceHoweverOftenItComes() throws Exception {
        for (String user : List.of("b", "a", "b", "a", "b", "c", "c", "b")) {
            comes(user);
        }
        assertThat(notices()).hasSize(2).containsOnly("Another of its id was used.");
        distinct.processWatermark(TIME);
        assertThat(used()).containsExactly("a");
        for (String user : List.of("b", "c", "a", "d", "d")) {
            comes(user);
        }
        assertThat(notices()).containsExactly("It came after another of its id was used.");
        assertThat(used()).containsExactly("a");
    }

    @Test
    void ofManyDifferentSomeAreToldAndTheRestIsCounted() throws Exception {
        for (int i = 0; i < 100; i++) {
            comes("user" + (100 + i));
        }
        assertThat(notices())
                .hasSize(Differing.MOST)
                .last()
                .isEqualTo("Another of its id was used. More that differ are only counted, as repeated.");
        distinct.processWatermark(TIME);
        assertThat(used()).containsExactly("user100");
        distinct.processWatermark(TIME + 3 * REMEMBERED);
        assertThat(distinct.numKeyedStateEntries()).isZero();
    }
}
