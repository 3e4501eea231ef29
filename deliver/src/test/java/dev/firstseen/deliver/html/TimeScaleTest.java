package dev.firstseen.deliver.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
    private static final long GRANT = 1_773_218_832_000L;
    private static final long YEAR = 366L * 86_400_000;

    @Property
    void keepsTheOrderOfTimeWithinItsBounds(
            @ForAll @LongRange(min = 0, max = YEAR) long before,
            @ForAll @LongRange(min = 0, max = YEAR) long after,
            @ForAll @LongRange(min = -YEAR, max = YEAR) long one,
            @ForAll @LongRange(min = -YEAR, max = YEAR) long other) {
        TimeScale scale = TimeScale.of(GRANT, GRANT - before, GRANT + after, 100, 900);
        double x = scale.x(GRANT + Math.clamp(one, -before, after));
        double y = scale.x(GRANT + Math.clamp(other, -before, after));
        assertThat(x).isBetween(100.0, 900.0);
        assertThat(Double.compare(x, y))
                .isEqualTo(Long.compare(Math.clamp(one, -before, after), Math.clamp(other, -before, after)));
    }

    @Property
    void keepsMarksApart(
            @ForAll @LongRange(min = 0, max = YEAR) long before, @ForAll @LongRange(min = 0, max = YEAR) long after) {
        TimeScale scale = TimeScale.of(GRANT, GRANT - before, GRANT + after, 100, 900);
        List<Double> places =
                scale.marks(50).stream().map(TimeScale.Mark::x).sorted().toList();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void givesSecondsAndDaysRoom() {
        TimeScale scale = TimeScale.of(GRANT, GRANT, GRANT + 86_400_000, 0, 900);
        assertThat(scale.x(GRANT + 6_000) - scale.x(GRANT)).isGreaterThan(30);
        assertThat(scale.x(GRANT + 86_400_000) - scale.x(GRANT + 3_600_000)).isGreaterThan(200);
        assertThat(scale.marks(60).stream().map(TimeScale.Mark::label))
                .containsExactly("+10 s", "+1 min", "+10 min", "+1 h", "+6 h", "+1 d");
    }
}
