package dev.firstseen.runtime.live;

import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.Occasion;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.store.Archive;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * How far around the alerts of a case others are looked at: as far as the case goes where they are no more than can be read.
 * Else a quarter of an hour, or twice, four times … as long, the most within which there are not more. Records that came again are read
 * again, and so they count.
 *
 * @param from in milliseconds since 1970
 * @param until the time before which they are looked at
 * @param there how many there are
 * @param all how many there are as far as the case goes, the account's own among them
 * @param isWhole whether all that are there can be read
 */
record Nearness(long from, long until, long there, long all, boolean isWhole) {
    private static final long NEAREST = Duration.ofMinutes(15).toMillis();

    /** @param keys by which they are found */
    static Nearness of(Case open, Set<String> keys, Archive archive, Tracer tracer) {
        Subject subject = open.subject();
        String tenant = subject.identity().tenant();
        return of(
                subject.from(),
                subject.until(),
                Occasion.of(open.alerts().getFirst().event()),
                Occasion.of(open.alerts().getLast().event()),
                tracer.limits().others(),
                taker -> archive.times(tenant, keys, subject.from(), subject.until() - 1, taker));
    }

    /**
     * @param first when the first alert was, in milliseconds since 1970
     * @param last when the last was
     * @param most how many can be read
     * @param times hands over the times of all
     */
    static Nearness of(long from, long until, long first, long last, long most, Consumer<LongConsumer> times) {
        long[] counts = new long[Long.SIZE];
        times.accept(time -> counts[doublings(Math.max(first - time, time - last))]++);
        long sum = counts[0];
        int widest = 0;
        while (widest + 1 < counts.length && sum + counts[widest + 1] <= most) {
            sum += counts[++widest];
        }
        if (sum <= most && widest + 1 == counts.length) {
            return new Nearness(from, until, sum, sum, true);
        }
        return new Nearness(
                Math.max(from, first - (NEAREST << widest)),
                Math.min(until, last + (NEAREST << widest) + 1),
                sum,
                Arrays.stream(counts).sum(),
                sum <= most);
    }

    /** How often the nearest stretch must be doubled to reach so far. */
    private static int doublings(long distance) {
        return distance <= NEAREST ? 0 : Long.SIZE - Long.numberOfLeadingZeros((distance - 1) / NEAREST);
    }

    /** What lies in it of what is traced. */
    Subject within(Subject subject) {
        return new Subject(subject.identity(), subject.networks(), from, until, subject.key());
    }
}
