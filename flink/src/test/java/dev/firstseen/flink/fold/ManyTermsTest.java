package dev.firstseen.flink.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.wire.Coded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One record brings as many new terms as a record may. */
class ManyTermsTest {
    private static final long TIME = 1_000_000;
    private static final Value.Scalar ADA = new Value.Text("ada");

    private static Match match(String id, long time) {
        List<List<Value.Scalar>> terms = new ArrayList<>();
        for (int i = 0; i < TermReader.MOST_COMBINATIONS; i++) {
            terms.add(List.of(ADA, new Value.Text(id + i)));
        }
        return new Match(
                new Memory("rule", "meaning", 2, Long.MIN_VALUE),
                new Plan.NewTerms(60_000),
                new Head(id, "tenant", "o365.audit", time),
                time,
                List.of(new Brought(List.of(ADA), terms, Optional.empty())),
                "o365.audit",
                new byte[0]);
    }

    @Test
    void eachAlertCarriesItsOwnTermAlone() throws Exception {
        try (var task = DrainedTest.task(Optional.empty())) {
            task.processElement(match("first", TIME), TIME);
            task.processElement(match("second", TIME + 1000), TIME);
            DrainedTest.to(TIME + 1000, task);
            List<Finding> found = task.extractOutputValues();
            assertThat(found).hasSize(2 * TermReader.MOST_COMBINATIONS);
            assertThat(found.getLast().found()).isInstanceOfSatisfying(Found.FirstSeen.class, last -> {
                assertThat(last.term()).containsExactly(ADA, new Value.Text("second9999"));
                assertThat(last.history().earlier()).hasSize(50);
                assertThat(last.history().further()).isEqualTo(TermReader.MOST_COMBINATIONS - 50);
            });
            assertThat(found)
                    .allSatisfy(each ->
                            assertThat(Coded.bytes(new FindingCoding(), each)).hasSizeLessThan(5_000));
        }
    }
}
