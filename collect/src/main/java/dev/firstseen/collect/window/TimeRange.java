package dev.firstseen.collect.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From a moment up to, and without, another. */
public record TimeRange(Instant from, Instant to) {

    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a range ends at %s, before it begins at %s".formatted(to, from));
        }
    }

    static TimeRange read(String written) {
        int blank = written.indexOf(' ');
        return new TimeRange(Instant.parse(written.substring(0, blank)), Instant.parse(written.substring(blank + 1)));
    }

    String written() {
        return from + " " + to;
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public boolean isEmpty() {
        return from.equals(to);
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
