package dev.firstseen.runtime.live;

import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.Occasion;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.store.Archive;
import java.time.Duration;
import java.util.Set;

/**
 * How far around the alerts of a case others are looked at: as far as the case goes where they are no more than can be read.
 * Else 12 hours, or twice, four times … as long, the most within which there are not more. Records that came again are read
 * again, and so they count.
 *
 * @param from in milliseconds since 1970
 * @param until the time before which they are looked at
 * @param there how many there are
 * @param all how many there are as far as the case goes, the account's own among them
 * @param isWhole whether all that are there can be read
 */
record Nearness(long from, long until, long there, long all, boolean isWhole) {
    private static final long NEAREST = Duration.ofHours(12).toMillis();

    /** @param keys by which they are found */
    static Nearness of(Case open, Set<String> keys, Archive archive, Tracer tracer) {
        Subject subject = open.subject();
        long first = Occasion.of(open.alerts().getFirst().event());
        long last = Occasion.of(open.alerts().getLast().event());
        long[] counts = new long[Long.SIZE];
        archive.times(
                subject.identity().tenant(),
                keys,
                subject.from(),
                subject.until() - 1,
                time -> counts[doublings(Math.max(first - time, time - last))]++);
        long most = tracer.limits().others();
        long sum = counts[0];
        int widest = 0;
        while (widest + 1 < counts.length && sum + counts[widest + 1] <= most) {
            sum += counts[++widest];
        }
        if (sum <= most && widest + 1 == counts.length) {
            return new Nearness(subject.from(), subject.until(), sum, sum, true);
        }
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return new Nearness(
                Math.max(subject.from(), first - (NEAREST << widest)),
                Math.min(subject.until(), last + (NEAREST << widest) + 1),
                sum,
                all,
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
