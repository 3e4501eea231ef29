package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.store.Losses;
import dev.firstseen.store.Observations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

class ObservedTest {
    private static final String LOG = "o365.audit";
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    /** What is known, written down as it is given. */
    private record Known(Coverage coverage, List<Gap> gaps) implements Observations {
        @Override
        public Coverage add(Coverage more) {
            coverage.merge(more);
            return more;
        }

        @Override
        public ObservedHours hours(String tenant, String dataset) {
            return coverage.hours(tenant, dataset);
        }

        @Override
        public SortedSet<String> datasets(String tenant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void eachLog(Consumer<Coverage.Log> taker) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong newest() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void open(Gap gap) {
            gaps.add(gap);
        }

        @Override
        public void close(String source, String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long forgetBefore(long time) {
            throw new UnsupportedOperationException();
        }
    }

    /** What is lost is known. */
    private record Lost(Loss loss, AtomicInteger asked) implements Losses {
        Lost(Loss loss) {
            this(loss, new AtomicInteger());
        }

        @Override
        public void add(Collection<Loss> losses) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Loss> of(int memory, String tenant, String dataset) {
            asked.incrementAndGet();
            return Optional.of(loss);
        }

        @Override
        public long forgetBefore(long available) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Lost LOST = new Lost(new Losses.Loss("t", LOG, 7, 100));

    private Known known = new Known(new Coverage(), new ArrayList<>());

    @BeforeTry
    void begin() {
        known = new Known(new Coverage(), new ArrayList<>());
    }

    private void observe(long fromHour, long toHour) {
        for (long hour = fromHour; hour < toHour; hour++) {
            known.coverage().add("t", LOG, hour * HOUR);
        }
    }

    private void miss(String log, long from, long to) {
        known.open(new Observations.Gap("office365", log + from, "t", log, from, to, "gone"));
    }

    private double share(long from, long to) {
        return new Observed(known, LOST, LiveTime.AVAILABLE).share("t", LOG, from, to);
    }

    @Example
    void anOutageThatFourKindsOfContentTellOfIsOneOutage() {
        observe(0, 14 * 24);
        List.of("Audit.General", "Audit.Exchange", "Audit.SharePoint", "Audit.AzureActiveDirectory")
                .forEach(log -> miss(log, 3 * DAY, 5 * DAY));
        assertThat(share(0, 14 * DAY)).isCloseTo(12.0 / 14, within(1e-9));
    }

    @Example
    void aSilenceInWhichNothingWasCollectedIsNotTakenOffTwice() {
        observe(0, 3 * 24);
        observe(5 * 24, 14 * 24);
        miss("Audit.General", 3 * DAY, 5 * DAY);
        assertThat(share(0, 14 * DAY)).isCloseTo(12.0 / 14, within(1e-9));
    }

    @Example
    void gapsOfOtherLogsAndTenantsDoNotCount() {
        observe(0, 14 * 24);
        miss("signIns", 3 * DAY, 5 * DAY);
        known.open(new Observations.Gap("office365", "other", "u", "Audit.General", 0, DAY, "gone"));
        assertThat(share(0, 14 * DAY)).isEqualTo(1);
        assertThat(share(DAY, DAY)).isEqualTo(1);
    }

    @Example
    void aMemoryIsWholeFromTheTimeThatCountsAndNoRecordOfTheFutureMovesThat() {
        assertThat(new Observed(known, LOST, LiveTime.AVAILABLE).wholeFrom(1, "t", LOG))
                .isEqualTo(8);
        assertThat(new Observed(known, LOST, LiveTime.OCCURRED).wholeFrom(1, "t", LOG))
                .isEqualTo(8);
        Lost before = new Lost(new Losses.Loss("t", LOG, 7, 3));
        assertThat(new Observed(known, before, LiveTime.OCCURRED).wholeFrom(1, "t", LOG))
                .isEqualTo(4);
    }

    @Example
    void whatIsLostIsAskedForOnce() {
        Lost lost = new Lost(new Losses.Loss("t", LOG, 7, 100));
        Observed observed = new Observed(known, lost, LiveTime.AVAILABLE);
        for (int i = 0; i < 100; i++) {
            assertThat(observed.wholeFrom(1, "t", LOG)).isEqualTo(8);
            assertThat(observed.wholeFrom(2, "t", LOG)).isEqualTo(8);
        }
        assertThat(lost.asked()).hasValue(2);
    }

    /** Against every hour by itself. */
    @Property(tries = 500)
    void everyHourCountsOnce(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 99) Integer> begins,
            @ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll @IntRange(min = 0, max = 50) int from) {
        observe(0, 100);
        begins.forEach(begin -> miss("Audit.General", begin * HOUR, (begin + length) * HOUR));
        long observed = 0;
        for (int hour = from; hour < 100; hour++) {
            int each = hour;
            observed += begins.stream().noneMatch(begin -> begin <= each && each < begin + length) ? 1 : 0;
        }
        assertThat(share(from * HOUR, 100 * HOUR)).isCloseTo(observed / (100.0 - from), within(1e-9));
    }
}
