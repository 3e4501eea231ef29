package dev.firstseen.collect.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** From a moment up to, and without, another. */
public record TimeRange(Instant from, Instant to) {

    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a range ends at %s, before it begins at %s".formatted(to, from));
        }
    }

    /** As it was {@link #written}, alone. */
    public static TimeRange read(String written) {
        return readAll(written).getFirst();
    }

    static List<TimeRange> readAll(String written) {
        String[] times = written.split(" ");
        List<TimeRange> ranges = new ArrayList<>();
        for (int i = 0; i + 1 < times.length; i += 2) {
            ranges.add(new TimeRange(Instant.parse(times[i]), Instant.parse(times[i + 1])));
        }
        return ranges;
    }

    /** For the cursor. */
    public static String written(Collection<TimeRange> ranges) {
        return ranges.stream().map(range -> range.from() + " " + range.to()).collect(Collectors.joining(" "));
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public boolean isEmpty() {
        return from.equals(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The range in pieces of at most a length. */
    public List<TimeRange> pieces(Duration longest) {
        List<TimeRange> pieces = new ArrayList<>();
        for (Instant begin = from; begin.isBefore(to); begin = begin.plus(longest)) {
            pieces.add(new TimeRange(begin, earlier(begin.plus(longest), to)));
        }
        return pieces;
    }

    public static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
