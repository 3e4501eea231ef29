package dev.firstseen.engine.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The edges of the window, to the millisecond, with a lookback of ten. */
class ThresholdTest {

    private static Threshold atLeast(long value) {
        return new Threshold(new Detection.Threshold(
                new Kql.Everything(), List.of(), value, Optional.empty(), Duration.ofMillis(10)));
    }

    private static Threshold different(long value, long cardinality) {
        return new Threshold(new Detection.Threshold(
                new Kql.Everything(),
                List.of(),
                value,
                Optional.of(new Detection.Cardinality(FieldPath.of("f"), cardinality)),
                Duration.ofMillis(10)));
    }

    private static Occurrence at(long time, String... values) {
        DocumentEvent event = new DocumentEvent("e" + time, time, "d", "t", new Document(Value.Members.NONE));
        return new Occurrence(
                event,
                List.of(),
                Arrays.stream(values).<Value.Scalar>map(Value.Text::new).toList(),
                time);
    }

    private static List<Crossing> crossings(Threshold fold, Occurrence... occurrences) {
        List<Crossing> crossings = new ArrayList<>();
        @Nullable Window memory = null;
        for (Occurrence occurrence : occurrences) {
            var step = fold.step(memory, occurrence);
            memory = step.memory();
            crossings.addAll(step.reports());
        }
        return crossings;
    }

    private static List<Long> times(Threshold fold, long... times) {
        return crossings(fold, Arrays.stream(times).mapToObj(time -> at(time)).toArray(Occurrence[]::new)).stream()
                .map(Crossing::last)
                .toList();
    }

    @Test
    void theWindowHoldsTheTimeOfItsEndAndNotThatOfItsBeginning() {
        assertThat(times(atLeast(2), 0, 9)).containsExactly(9L);
        assertThat(times(atLeast(2), 0, 10)).isEmpty();
    }

    @Test
    void whatStaysMetIsToldOnce() {
        assertThat(times(atLeast(2), 0, 5, 9, 14, 18)).containsExactly(5L);
    }

    @Test
    void anEventThatReplacesTheOneThatLeavesKeepsTheThresholdMet() {
        // At 10 the event of 0 leaves and that of 10 comes: no millisecond without three.
        assertThat(times(atLeast(3), 0, 5, 9, 10)).containsExactly(9L);
        assertThat(times(atLeast(3), 0, 5, 9, 11)).containsExactly(9L, 11L);
        assertThat(times(atLeast(1), 0, 10, 20)).containsExactly(0L);
        assertThat(times(atLeast(1), 0, 10, 21)).containsExactly(0L, 21L);
    }

    @Test
    void eventsOfTheSameTimeCountOneAfterTheOther() {
        assertThat(times(atLeast(3), 5, 5, 5, 5)).containsExactly(5L);
        assertThat(crossings(atLeast(3), at(5), at(5), at(5), at(5)).getFirst().count())
                .isEqualTo(3);
    }

    @Test
    void differentValuesCountOnceEachAndLeaveWithTheirLastEvent() {
        assertThat(crossings(different(1, 2), at(0, "a"), at(3, "a"), at(9, "b")))
                .singleElement()
                .satisfies(crossing -> {
                    assertThat(crossing.count()).isEqualTo(3);
                    assertThat(crossing.different()).isEqualTo(2);
                    assertThat(crossing.first()).isZero();
                });
        assertThat(crossings(different(1, 2), at(0, "a"), at(10, "b"))).isEmpty();
        // The later 'a' keeps the value known when the earlier has left.
        assertThat(crossings(different(1, 2), at(0, "a"), at(5, "a"), at(14, "b")))
                .hasSize(1);
        assertThat(crossings(different(3, 2), at(0, "a", "b", "c"), at(1), at(2)))
                .singleElement()
                .satisfies(crossing -> assertThat(crossing.different()).isEqualTo(3));
    }

    @Test
    void stepsLeaveWhatWasRememberedAsItWas() {
        Threshold fold = atLeast(2);
        Window one = fold.step(null, at(0)).memory();
        assertThat(fold.step(one, at(20)).reports()).isEmpty();
        assertThat(fold.step(one, at(5)).reports()).hasSize(1);
        assertThat(fold.step(one, at(5)).until()).isEqualTo(15);
    }

    @Test
    void theEndsOfTimeAreTimesLikeOthers() {
        assertThat(times(atLeast(2), Long.MIN_VALUE + 1, Long.MIN_VALUE + 2)).containsExactly(Long.MIN_VALUE + 2);
        assertThat(times(atLeast(2), Long.MAX_VALUE - 1, Long.MAX_VALUE)).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void refusesWhatIsOutOfOrder() {
        assertThatThrownBy(() -> times(atLeast(2), 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("occurrences must come in order: 4 came after 5");
    }
}
