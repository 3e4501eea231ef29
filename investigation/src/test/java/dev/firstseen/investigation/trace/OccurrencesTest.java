package dev.firstseen.investigation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However many events, what is held stays small, what is told stays near the truth, and order changes nothing. */
class OccurrencesTest {
    private static final long BEGIN = 1_772_000_000_000L;
    private static final HashKey KEY = new HashKey(5, 6);

    private record One(long time, String id) {}

    private static Occurrences of(Iterable<One> events) {
        Occurrences occurrences = new Occurrences(KEY);
        events.forEach(event -> occurrences.add(event.time(), event.id()));
        return occurrences;
    }

    /** What is held when all has come. */
    private static List<Long> held(Occurrences occurrences) {
        occurrences.times(LongStream.empty());
        List<Long> held = new ArrayList<>();
        occurrences.each(held::add);
        return held;
    }

    private static List<One> events(int count) {
        List<One> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new One(BEGIN + 20L * i, "id " + i));
        }
        return events;
    }

    @Example
    void asManyAsMayStayAreCountedOneByOne() {
        Times times = of(events(Occurrences.MOST)).times(LongStream.empty());
        assertThat(times.count(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(Occurrences.MOST);
        assertThat(times.count(BEGIN + 20, BEGIN + 20 * 101)).isEqualTo(100);
    }

    @Example
    void ofMillionsFewAreHeldAndTheirNumberIsAboutRight() {
        int count = 3_000_000;
        Occurrences occurrences = of(events(count));
        long[] held = new long[1];
        occurrences.each(_ -> held[0]++);
        assertThat(held[0]).isLessThan(2 * Occurrences.MOST);
        Times times = occurrences.times(LongStream.of(BEGIN + 2_000_000));
        assertThat((double) times.count(Long.MIN_VALUE, Long.MAX_VALUE)).isCloseTo(count, within(0.04 * count));
        long middle = BEGIN + 10L * count;
        assertThat((double) times.count(middle, Long.MAX_VALUE)).isCloseTo(count / 2.0, within(0.04 * count));
        assertThat(times.first(Long.MIN_VALUE, Long.MAX_VALUE)).hasValue(BEGIN);
        assertThat(times.last(Long.MIN_VALUE, Long.MAX_VALUE)).hasValue(BEGIN + 20L * (count - 1));
        assertThat(times.first(BEGIN + 2_000_000, Long.MAX_VALUE)).hasValue(BEGIN + 2_000_000);
        assertThat(times.count(BEGIN, BEGIN + 1)).isPositive();
        assertThat(times.count(Long.MIN_VALUE, BEGIN)).isZero();
        assertThat(times.first(Long.MIN_VALUE, BEGIN)).isEmpty();
    }

    @Property(tries = 10)
    void neitherOrderNorRepetitionMatters(
            @ForAll @IntRange(min = 30_000, max = 150_000) int count, @ForAll Random random) {
        List<One> events = events(count);
        List<One> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, count / 3));
        Collections.shuffle(shuffled, random);
        assertThat(held(of(shuffled))).isEqualTo(held(of(events)));
        Times straight = of(events).times(LongStream.empty());
        Times other = of(shuffled).times(LongStream.empty());
        for (int i = 0; i < 50; i++) {
            long from = BEGIN + random.nextLong(20L * count);
            long until = from + random.nextLong(20L * count);
            assertThat(other.count(from, until)).isEqualTo(straight.count(from, until));
            assertThat(other.first(from, until)).isEqualTo(straight.first(from, until));
            assertThat(other.last(from, until)).isEqualTo(straight.last(from, until));
            assertThat(straight.first(from, until).isPresent()).isEqualTo(straight.count(from, until) > 0);
        }
    }

    /** Those that are left out when a strand goes are counted as if each had been told. */
    @Example
    void theSmallestHashesAllStay() {
        DifferentEvents told = new DifferentEvents(KEY);
        List<One> events = events(200_000);
        events.forEach(event -> told.add(Occurrences.packed(event.time(), event.id())));
        DifferentEvents held = new DifferentEvents(KEY);
        of(events).each(held::add);
        assertThat(held.count()).isEqualTo(told.count());
    }
}
