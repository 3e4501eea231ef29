package dev.firstseen.investigation.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * The times in which something is of interest to any of several subjects. They are split into a few periods, the next of
 * which begins with the window of another subject, so that each of them finds examples of its own.
 */
final class Windows {
    /** Of each period examples are kept, so there must be few. */
    private static final int MOST_PERIODS = 4;

    private final List<Span> spans;
    private final long[] begins;

    private record Span(long from, long until) {}

    Windows(List<Subject> subjects) {
        List<Subject> ordered = subjects.stream()
                .sorted((one, other) -> Long.compare(one.from(), other.from()))
                .toList();
        List<Span> joined = new ArrayList<>();
        for (Subject each : ordered) {
            if (!joined.isEmpty() && each.from() <= joined.getLast().until()) {
                Span last = joined.removeLast();
                joined.add(new Span(last.from(), Math.max(last.until(), each.until())));
            } else {
                joined.add(new Span(each.from(), each.until()));
            }
        }
        this.spans = List.copyOf(joined);
        long[] froms = ordered.stream().mapToLong(Subject::from).distinct().toArray();
        this.begins = new long[Math.min(MOST_PERIODS, froms.length)];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = froms[(int) ((long) i * froms.length / begins.length)];
        }
    }

    boolean contain(long time) {
        for (Span span : spans) {
            if (time >= span.from() && time < span.until()) {
                return true;
            }
        }
        return false;
    }

    /** The number of the period a time lies in; later times have no smaller one. */
    int period(long time) {
        int period = 0;
        while (period + 1 < begins.length && begins[period + 1] <= time) {
            period++;
        }
        return period;
    }
}
