package dev.firstseen.engine.newterms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SightingsTest {

    private static Sightings of(Iterable<Long> times) {
        Sightings sightings = Sightings.NONE;
        for (long time : times) {
            sightings = sightings.with(time);
        }
        return sightings;
    }

    private static Optional<Sightings.Span> counted(LongStream times) {
        var summary = times.summaryStatistics();
        return summary.getCount() == 0
                ? Optional.empty()
                : Optional.of(new Sightings.Span(summary.getMin(), summary.getMax(), summary.getCount()));
    }

    private static List<Long> times(Random random, int most, int range) {
        List<Long> times = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            times.add((long) random.nextInt(range) - range / 2);
        }
        return times;
    }

    @Property(tries = 300)
    void tellsForAnyTimeHowItStoodBefore(@ForAll Random random) {
        List<Long> times = times(random, 300, Sightings.MOST);
        Sightings sightings = of(times);
        for (long time = -70; time < 70; time++) {
            long before = time;
            assertThat(sightings.before(time))
                    .isEqualTo(counted(times.stream().mapToLong(each -> each).filter(each -> each < before)));
        }
        assertThat(sightings.all()).isEqualTo(counted(times.stream().mapToLong(each -> each)));
    }

    /** With more times than are kept apart, too. */
    @Property(tries = 300)
    void isTheSameInAnyOrder(@ForAll Random random) {
        List<Long> times = times(random, 600, 1_000);
        Sightings sightings = of(times);
        List<Long> other = new ArrayList<>(times);
        Collections.shuffle(other, random);
        assertThat(of(other)).isEqualTo(sightings);
        assertThat(sightings.spans()).hasSizeLessThanOrEqualTo(Sightings.MOST);
        assertThat(sightings.all()).isEqualTo(counted(times.stream().mapToLong(each -> each)));
    }

    @Example
    void ofWhatIsOldTheFirstIsCertain() {
        Sightings sightings =
                of(LongStream.range(0, Sightings.MOST + 10).boxed().toList());
        assertThat(sightings.spans().getFirst()).isEqualTo(new Sightings.Span(0, 10, 11));
        assertThat(sightings.before(5)).contains(new Sightings.Span(0, 0, 1));
        assertThat(sightings.before(11)).contains(new Sightings.Span(0, 10, 11));
        assertThat(sightings.before(13)).contains(new Sightings.Span(0, 12, 13));
    }
}
