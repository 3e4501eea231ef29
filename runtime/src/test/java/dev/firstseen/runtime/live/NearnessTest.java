package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Of too many sign-ins of others those nearest to the alerts are looked at. */
class NearnessTest {
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();
    private static final long FIRST = Duration.ofDays(100).toMillis();
    private static final long LAST = FIRST + Duration.ofHours(3).toMillis();
    private static final long FROM = FIRST - Duration.ofDays(7).toMillis();
    private static final long UNTIL = LAST + Duration.ofDays(7).toMillis();

    private static Nearness of(long most, long... times) {
        return Nearness.of(
                FROM, UNTIL, FIRST, LAST, most, taker -> LongStream.of(times).forEach(taker));
    }

    @Example
    void allThatCanBeReadAreLookedAt() {
        assertThat(of(3, FROM, FIRST, UNTIL - 1)).isEqualTo(new Nearness(FROM, UNTIL, 3, 3, true));
        assertThat(of(0)).isEqualTo(new Nearness(FROM, UNTIL, 0, 0, true));
    }

    @Example
    void ofMoreThoseOfAStretchThatHasNotMore() {
        long near = FIRST - 2 * QUARTER;
        assertThat(of(2, FROM, near, LAST, near - 1)).isEqualTo(new Nearness(near, LAST + 2 * QUARTER + 1, 2, 4, true));
    }

    @Example
    void ofMoreWithinAQuarterOfAnHourNotAllAreRead() {
        assertThat(of(1, FIRST, LAST + QUARTER, LAST + QUARTER + 1))
                .isEqualTo(new Nearness(FIRST - QUARTER, LAST + QUARTER + 1, 2, 3, false));
    }

    @Property(tries = 500)
    void theWidestStretchThatHasNotMore(@ForAll Random random) {
        long[] times = random.longs(random.nextInt(40), 0, 20)
                .map(power -> FIRST + (random.nextBoolean() ? 1 : -1) * (QUARTER << power) / 4 * random.nextInt(5))
                .filter(time -> time >= FROM && time < UNTIL)
                .toArray();
        int most = random.nextInt(20);
        List<Nearness> stretches = LongStream.rangeClosed(0, 20)
                .mapToObj(doublings -> stretch(QUARTER << doublings, times, most))
                .toList();
        Nearness expected = times.length <= most
                ? new Nearness(FROM, UNTIL, times.length, times.length, true)
                : stretches.stream()
                        .filter(Nearness::isWhole)
                        .reduce((_, wider) -> wider)
                        .orElse(stretches.getFirst());
        assertThat(of(most, times)).isEqualTo(expected);
    }

    private static Nearness stretch(long width, long[] times, int most) {
        long from = Math.max(FROM, FIRST - width);
        long until = Math.min(UNTIL, LAST + width + 1);
        long there = LongStream.of(times)
                .filter(time -> time >= from && time < until)
                .count();
        return new Nearness(from, until, there, times.length, there <= most);
    }
}
