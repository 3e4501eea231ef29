package dev.firstseen.engine.newterms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.fold.Fold;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewTermsTest {
    private static final NewTerms WEEK = new NewTerms(Duration.ofDays(7));
    private static final long NOW = 1_767_225_600_000L;

    private static Fold.Step<LastSeen, Occurrence> step(@Nullable LastSeen memory, long time) {
        var event = new DocumentEvent("id", time, "d", "t", new Document(Value.Members.NONE));
        return WEEK.step(memory, new Occurrence(event, new Term(List.of(new Value.Text("x"))), time));
    }

    @Test
    void aKeyNeverMetIsNew() {
        var step = step(null, NOW);
        assertThat(step.reports()).hasSize(1);
        assertThat(step.memory()).isEqualTo(new LastSeen(NOW));
        assertThat(step.until()).isEqualTo(NOW + WEEK.window());
    }

    @ParameterizedTest
    @CsvSource({"604800001, 1", "604800000, 0", "604799999, 0", "1, 0", "0, 0"})
    void theWindowBeginsAtItsFirstMillisecond(long before, int reports) {
        assertThat(step(new LastSeen(NOW - before), NOW).reports()).hasSize(reports);
    }

    @Test
    void theEndsOfTimeDoNotOverflow() {
        assertThat(step(null, Long.MAX_VALUE).until()).isEqualTo(Long.MAX_VALUE);
        assertThat(step(new LastSeen(Long.MIN_VALUE), Long.MIN_VALUE + 5).reports())
                .isEmpty();
        assertThat(step(new LastSeen(Long.MIN_VALUE), Long.MAX_VALUE).reports()).hasSize(1);
    }

    @Test
    void refusesOccurrencesOutOfOrder() {
        assertThatThrownBy(() -> step(new LastSeen(NOW + 1), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in order");
    }

    @Test
    void aWindowIsLongerThanNothing() {
        assertThatThrownBy(() -> new NewTerms(Duration.ofNanos(999_999))).isInstanceOf(IllegalArgumentException.class);
    }
}
