package dev.firstseen.engine.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ObservedHoursTest {
    private static final long HOUR = ObservedHours.HOUR;
    private static final long START = 490_000;

    private static ObservedHours of(long... hours) {
        ObservedHours observed = new ObservedHours();
        for (long hour : hours) {
            assertThat(observed.add(hour)).isTrue();
        }
        return observed;
    }

    @Test
    void nothingIsCoveredWithoutARecord() {
        assertThat(of().covered(0, 10 * HOUR)).isZero();
        assertThat(of().isEmpty()).isTrue();
        assertThat(of(3).isEmpty()).isFalse();
    }

    @Test
    void hoursAtTheEdgesCountByTheirMilliseconds() {
        ObservedHours observed = of(10, 40);
        assertThat(observed.covered(10 * HOUR, 11 * HOUR)).isEqualTo(1);
        assertThat(observed.covered(10 * HOUR + HOUR / 4, 12 * HOUR + HOUR / 4)).isEqualTo(0.75 / 2);
        assertThat(observed.covered(11 * HOUR - 1, 11 * HOUR)).isEqualTo(1);
        assertThat(observed.covered(11 * HOUR, 11 * HOUR + 1)).isZero();
        assertThat(observed.covered(10 * HOUR - 1, 10 * HOUR)).isZero();
        assertThat(observed.covered(11 * HOUR, 11 * HOUR)).isEqualTo(1);
    }

    @Test
    void aQuietStretchOfTwelveHoursIsObservedAndOneOfThirteenIsAGap() {
        assertThat(of(10, 23).covered(10 * HOUR, 24 * HOUR)).isEqualTo(1);
        assertThat(of(10, 23).covered(15 * HOUR, 16 * HOUR)).isEqualTo(1);
        assertThat(of(10, 23).gaps()).isEmpty();
        assertThat(of(10, 24).covered(10 * HOUR, 25 * HOUR)).isEqualTo(2.0 / 15);
        assertThat(of(10, 24).covered(15 * HOUR, 16 * HOUR)).isZero();
        assertThat(of(10, 24).gaps()).containsExactly(new Stretch(11 * HOUR, 24 * HOUR));
        assertThat(of(10, 24).gaps().getFirst().hours()).isEqualTo(13);
    }

    @Test
    void whatLiesBeforeTheFirstAndAfterTheLastRecordIsNotObserved() {
        assertThat(of(10, 12).covered(0, 20 * HOUR)).isEqualTo(3.0 / 20);
    }

    @Test
    void listsSilencesOfAnyLength() {
        assertThat(of(10, 11, 13, 20, 21).silences(1))
                .containsExactly(new Stretch(12 * HOUR, 13 * HOUR), new Stretch(14 * HOUR, 20 * HOUR));
        assertThat(of(10, 11, 13, 20, 21).silences(2)).containsExactly(new Stretch(14 * HOUR, 20 * HOUR));
    }

    @Test
    void noLogHasHoursBefore1970OrAfter2209() {
        ObservedHours observed = new ObservedHours();
        assertThat(observed.addTime(-1)).isFalse();
        assertThat(observed.addTime(Long.MAX_VALUE)).isFalse();
        assertThat(observed.add(1 << 21)).isFalse();
        assertThat(observed.addTime(0)).isTrue();
        assertThat(observed.add((1 << 21) - 1)).isTrue();
        assertThat(observed.count()).isEqualTo(2);
        assertThat(observed.covered(Long.MIN_VALUE, Long.MAX_VALUE)).isCloseTo(0, within(1e-9));
        assertThat(observed.covered(((1L << 21) - 1) * HOUR, (1L << 21) * HOUR)).isEqualTo(1);
    }

    @Test
    void agreesWithCountingHourByHourInAnyOrderAndHoweverSplit() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            int span = 1 + random.nextInt(400);
            NavigableSet<Long> hours = new TreeSet<>();
            ObservedHours one = new ObservedHours();
            ObservedHours other = new ObservedHours();
            ObservedHours whole = new ObservedHours();
            for (int i = random.nextInt(30); i >= 0; i--) {
                long hour = START + random.nextInt(span);
                hours.add(hour);
                (random.nextBoolean() ? one : other).add(hour);
                whole.add(hour);
            }
            one.merge(other);
            assertThat(one).isEqualTo(whole).hasSameHashCodeAs(whole);
            assertThat(one.count()).isEqualTo(hours.size());
            long from = START + random.nextInt(span) - 20;
            long to = from + 1 + random.nextInt(span + 20);
            assertThat(one.covered(from * HOUR, to * HOUR))
                    .as("%s from %d to %d", hours, from, to)
                    .isCloseTo(hourByHour(hours, from, to), within(1e-12));
        }
    }

    private static double hourByHour(NavigableSet<Long> hours, long from, long to) {
        List<Long> observed = new ArrayList<>();
        for (long hour = from; hour < to; hour++) {
            Long before = hours.floor(hour);
            Long after = hours.ceiling(hour);
            if (before != null && after != null && after - before <= 13) {
                observed.add(hour);
            }
        }
        return (double) observed.size() / (to - from);
    }
}
