package dev.firstseen.investigation.trace;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Points in time, in milliseconds since 1970, in order; several may be the same. Of very many, only a sample is known: then
 * counts are estimates in three digits, and the first and last in a span are so but for those that are known exactly.
 */
public final class Times {
    /** How exactly an estimate is told. */
    private static final int DIGITS = 3;

    private final long[] sample;
    /** For how many each of the sample stands. */
    private final long weight;

    private final long[] exact;

    private Times(long[] sample, long weight, long[] exact) {
        this.sample = sorted(sample);
        this.weight = weight;
        this.exact = sorted(exact);
    }

    private static long[] sorted(long[] times) {
        long[] ordered = times.clone();
        Arrays.sort(ordered);
        return ordered;
    }

    /** Takes all times, in any order. */
    public static Times of(long... times) {
        return new Times(times, 1, new long[0]);
    }

    /**
     * Takes some of many times, chosen by chance.
     *
     * @param weight for how many each stands
     * @param exact some that are known in any case, the first and last of all among them
     */
    static Times sampled(long[] sample, long weight, long... exact) {
        return new Times(sample, weight, exact);
    }

    /** How many lie from a time on and before another. */
    public long count(long from, long until) {
        long counted = count(sample, from, until);
        return weight == 1 ? counted : Math.max(count(exact, from, until), rounded(weight * counted));
    }

    private static long rounded(long count) {
        long unit = 1;
        while (count / unit >= Math.round(Math.pow(10, DIGITS))) {
            unit *= 10;
        }
        return (count + unit / 2) / unit * unit;
    }

    /** The first from a time on and before another. */
    public OptionalLong first(long from, long until) {
        OptionalLong sampled = first(sample, from, until);
        OptionalLong known = first(exact, from, until);
        return sampled.isEmpty() || (known.isPresent() && known.getAsLong() < sampled.getAsLong()) ? known : sampled;
    }

    /** The last from a time on and before another. */
    public OptionalLong last(long from, long until) {
        OptionalLong sampled = last(sample, from, until);
        OptionalLong known = last(exact, from, until);
        return sampled.isEmpty() || (known.isPresent() && known.getAsLong() > sampled.getAsLong()) ? known : sampled;
    }

    private static long count(long[] ordered, long from, long until) {
        return Math.max(0, firstAtOrAfter(ordered, until) - firstAtOrAfter(ordered, from));
    }

    private static OptionalLong first(long[] ordered, long from, long until) {
        int at = firstAtOrAfter(ordered, from);
        return at < ordered.length && ordered[at] < until ? OptionalLong.of(ordered[at]) : OptionalLong.empty();
    }

    private static OptionalLong last(long[] ordered, long from, long until) {
        int at = firstAtOrAfter(ordered, until) - 1;
        return at >= 0 && ordered[at] >= from ? OptionalLong.of(ordered[at]) : OptionalLong.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Times times
                && weight == times.weight
                && Arrays.equals(sample, times.sample)
                && Arrays.equals(exact, times.exact);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(sample) + Long.hashCode(weight)) + Arrays.hashCode(exact);
    }

    private static int firstAtOrAfter(long[] ordered, long time) {
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
