package dev.firstseen.deliver.html;

import java.util.ArrayList;
import java.util.List;

/**
 * Time as its distance from a grant, growing by powers on either side: the seconds in which a token is fetched and the
 * days in which it is used have room side by side. What lies before has a part of the width to itself.
 *
 * @param origin the time that distances are from
 * @param left where the drawing begins
 * @param zero where the origin lies
 * @param right where it ends
 * @param before the greatest distance before, in milliseconds
 * @param after the greatest distance after
 */
record TimeScale(long origin, double left, double zero, double right, long before, long after) {
    /** Up to here distances grow evenly. */
    private static final double EVEN = 10_000;

    private static final double PART_BEFORE = 0.22;
    private static final long LEAST = 60_000;

    private static final List<Tick> TICKS = List.of(
            new Tick(10_000, "10 s"),
            new Tick(60_000, "1 min"),
            new Tick(600_000, "10 min"),
            new Tick(3_600_000, "1 h"),
            new Tick(21_600_000, "6 h"),
            new Tick(86_400_000, "1 d"),
            new Tick(3 * 86_400_000L, "3 d"),
            new Tick(7 * 86_400_000L, "7 d"),
            new Tick(14 * 86_400_000L, "14 d"),
            new Tick(30 * 86_400_000L, "30 d"));

    private record Tick(long distance, String label) {}

    /** A place on the axis with its name. */
    record Mark(double x, String label) {}

    static TimeScale of(long origin, long first, long last, double left, double right) {
        long before = Math.max(0, origin - first);
        long after = Math.max(LEAST, last - origin);
        double zero = before == 0 ? left + 14 : left + PART_BEFORE * (right - left);
        return new TimeScale(origin, left, zero, right, Math.max(LEAST, before), after);
    }

    double x(long time) {
        long distance = time - origin;
        return distance < 0
                ? zero - (zero - left) * part(-distance, before)
                : zero + (right - zero) * part(distance, after);
    }

    private static double part(long distance, long greatest) {
        return Math.min(1, Math.log1p(distance / EVEN) / Math.log1p(greatest / EVEN));
    }

    /** Marks that lie apart far enough to be read, from the origin outwards. */
    List<Mark> marks(double apart) {
        List<Mark> marks = new ArrayList<>();
        double lastAfter = zero;
        double lastBefore = zero;
        for (Tick tick : TICKS) {
            double later = x(origin + tick.distance());
            if (tick.distance() <= after && later - lastAfter >= apart) {
                marks.add(new Mark(later, "+" + tick.label()));
                lastAfter = later;
            }
            double earlier = x(origin - tick.distance());
            if (tick.distance() <= before && lastBefore - earlier >= apart) {
                marks.add(new Mark(earlier, "−" + tick.label()));
                lastBefore = earlier;
            }
        }
        return marks;
    }
}
