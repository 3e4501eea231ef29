package dev.firstseen.runtime.live;

import dev.firstseen.store.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Events of a key that come and go, near enough to touch the same crossings.
 *
 * @param left those that go, in order
 * @param come those that come, in order
 * @param first the time of the first of all, in milliseconds since 1970
 * @param last the time of the last of all
 * @param reach how far before an event others matter to it, and how far after it those are to which it matters
 */
record Stretch(TreeSet<Counted.Entry> left, TreeSet<Counted.Entry> come, long first, long last, long reach) {

    /** The times in order of which no two lie so near that what is read for one is read for the other. */
    static List<Stretch> of(List<Counted.Entry> left, List<Counted.Entry> come, long reach) {
        long[] times = Stream.concat(left.stream(), come.stream())
                .mapToLong(Counted.Entry::time)
                .sorted()
                .toArray();
        List<Stretch> stretches = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= times.length; next++) {
            if (next == times.length || sum(times[next], -reach) > sum(times[next - 1], reach)) {
                long from = times[first];
                long to = times[next - 1];
                stretches.add(new Stretch(within(left, from, to), within(come, from, to), from, to, reach));
                first = next;
            }
        }
        return stretches;
    }

    private static TreeSet<Counted.Entry> within(List<Counted.Entry> entries, long from, long to) {
        TreeSet<Counted.Entry> within = new TreeSet<>(Crossings.ORDER);
        entries.stream()
                .filter(entry -> entry.time() >= from && entry.time() <= to)
                .forEach(within::add);
        return within;
    }

    /** From when on others matter. */
    long from() {
        return sum(first, -reach);
    }

    /** To when they matter. */
    long to() {
        return sum(last, reach);
    }

    /** The sum of a time and a span, within all time. */
    static long sum(long time, long span) {
        long sum = time + span;
        if (span < 0) {
            return sum > time ? Long.MIN_VALUE : sum;
        }
        return sum < time ? Long.MAX_VALUE : sum;
    }
}
