package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private final MovedClock clock = new MovedClock();
    private final Steadiness steadiness = new Steadiness(clock, clock::ticks);

    @Test
    void isBelievedAfterAnHourThatPassedEvenly() {
        clock.pass(Duration.ofMinutes(59));
        assertThat(steadiness.look()).isEmpty();
        assertThat(steadiness.isBelieved()).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(steadiness.look()).isEmpty();
        assertThat(steadiness.isBelieved()).isTrue();
    }

    @Test
    void aJumpInEitherDirectionIsToldOnceAndBeginsTheHourAnew() {
        for (Duration jump : new Duration[] {Duration.ofDays(40), Duration.ofHours(-3)}) {
            clock.pass(Duration.ofHours(2));
            steadiness.look();
            assertThat(steadiness.isBelieved()).isTrue();
            clock.set(clock.instant().plus(jump));
            clock.pass(Duration.ofSeconds(30));
            assertThat(steadiness.look()).contains(jump);
            assertThat(steadiness.isBelieved()).isFalse();
            assertThat(steadiness.look()).isEmpty();
            clock.pass(Duration.ofMinutes(59));
            steadiness.look();
            assertThat(steadiness.isBelieved()).isFalse();
        }
    }

    @Test
    void aClockThatIsBroughtIntoStepDoesNotJump() {
        clock.set(clock.instant().plusSeconds(60));
        assertThat(steadiness.look()).isEmpty();
        clock.set(clock.instant().minusSeconds(61));
        assertThat(steadiness.look()).contains(Duration.ofSeconds(-61));
    }
}
