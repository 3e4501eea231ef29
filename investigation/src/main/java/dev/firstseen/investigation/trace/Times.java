package dev.firstseen.investigation.trace;

import java.util.Arrays;
import java.util.OptionalLong;

/** Points in time, in milliseconds since 1970, in order; several may be the same. */
public final class Times {
    private final long[] ordered;

    private Times(long[] ordered) {
        this.ordered = ordered;
    }

    /** Takes times in any order. */
    public static Times of(long... times) {
        long[] ordered = times.clone();
        Arrays.sort(ordered);
        return new Times(ordered);
    }

    /** How many lie from a time on and before another. */
    public long count(long from, long until) {
        return Math.max(0, firstAtOrAfter(until) - firstAtOrAfter(from));
    }

    /** The first from a time on and before another. */
    public OptionalLong first(long from, long until) {
        int at = firstAtOrAfter(from);
        return at < ordered.length && ordered[at] < until ? OptionalLong.of(ordered[at]) : OptionalLong.empty();
    }

    /** The last from a time on and before another. */
    public OptionalLong last(long from, long until) {
        int at = firstAtOrAfter(until) - 1;
        return at >= 0 && ordered[at] >= from ? OptionalLong.of(ordered[at]) : OptionalLong.empty();
    }

    private int firstAtOrAfter(long time) {
        int low = 0;
        int high = ordered.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
