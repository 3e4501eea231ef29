package dev.firstseen.engine.threshold;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a key lies in the window: how many events at each time, and when each different value was last seen. It holds no
 * event, and at most one number for each millisecond and one for each different value of the window. Never changes.
 */
public final class Window {
    static final Window EMPTY = new Window(
            Tree.empty(Comparator.naturalOrder()),
            0,
            Tree.empty(ScalarOrder.INSTANCE),
            Tree.empty(Comparator.comparingLong(Seen::time).thenComparing(Seen::value, ScalarOrder.INSTANCE)),
            Long.MIN_VALUE);

    private final Tree<Long, Long> counts;
    private final long count;
    private final Tree<Value.Scalar, Long> lastSeen;
    private final Tree<Seen, Boolean> inOrder;
    private final long last;

    private record Seen(long time, Value.Scalar value) {}

    private Window(
            Tree<Long, Long> counts,
            long count,
            Tree<Value.Scalar, Long> lastSeen,
            Tree<Seen, Boolean> inOrder,
            long last) {
        this.counts = counts;
        this.count = count;
        this.lastSeen = lastSeen;
        this.inOrder = inOrder;
        this.last = last;
    }

    /** How many events there were at a time, in milliseconds since 1970. */
    public record Counted(long time, long count) {}

    /** When a value was last seen, in milliseconds since 1970. */
    public record LastSeen(Value.Scalar value, long time) {}

    /**
     * The window that holds this: what was kept of one elsewhere, read again.
     *
     * @param counted each time once
     * @param lastSeen each value once
     * @param last the time of the last event that was ever added
     */
    public static Window of(List<Counted> counted, List<LastSeen> lastSeen, long last) {
        Window window = EMPTY;
        Tree<Long, Long> counts = window.counts;
        long count = 0;
        for (Counted each : counted) {
            counts = counts.with(each.time(), each.count());
            count += each.count();
        }
        Tree<Value.Scalar, Long> values = window.lastSeen;
        Tree<Seen, Boolean> order = window.inOrder;
        for (LastSeen each : lastSeen) {
            values = values.with(each.value(), each.time());
            order = order.with(new Seen(each.time(), each.value()), true);
        }
        return new Window(counts, count, values, order, last);
    }

    /** How many events there were at each time, in order. */
    public List<Counted> counted() {
        List<Counted> counted = new ArrayList<>(counts.size());
        counts.forEach((time, number) -> counted.add(new Counted(time, number)));
        return counted;
    }

    /** When each different value was last seen. */
    public List<LastSeen> lastSeen() {
        List<LastSeen> seen = new ArrayList<>(lastSeen.size());
        lastSeen.forEach((value, time) -> seen.add(new LastSeen(value, time)));
        return seen;
    }

    /** How many events. */
    long count() {
        return count;
    }

    /** How many different values. */
    long different() {
        return lastSeen.size();
    }

    /** The time of the earliest event; the other end of time where there is none. */
    long first() {
        return counts.first().orElse(Long.MAX_VALUE);
    }

    /** The time of the last event that was ever added. */
    public long last() {
        return last;
    }

    /** What is left when everything up to a time, that millisecond included, has gone. */
    Window after(long start) {
        Tree<Long, Long> keptCounts = counts;
        long kept = count;
        for (Optional<Long> time = keptCounts.first();
                time.isPresent() && time.get() <= start;
                time = keptCounts.first()) {
            kept -= keptCounts.get(time.get()).orElse(0L);
            keptCounts = keptCounts.without(time.get());
        }
        Tree<Value.Scalar, Long> keptValues = lastSeen;
        Tree<Seen, Boolean> keptOrder = inOrder;
        for (Optional<Seen> seen = keptOrder.first();
                seen.isPresent() && seen.get().time() <= start;
                seen = keptOrder.first()) {
            keptValues = keptValues.without(seen.get().value());
            keptOrder = keptOrder.without(seen.get());
        }
        return new Window(keptCounts, kept, keptValues, keptOrder, last);
    }

    /** With one more event, at the same time as the last or later. */
    Window with(Occurrence occurrence) {
        long time = occurrence.time();
        Tree<Value.Scalar, Long> values = lastSeen;
        Tree<Seen, Boolean> order = inOrder;
        for (Value.Scalar value : occurrence.different()) {
            Optional<Long> before = values.get(value);
            if (before.isPresent()) {
                order = order.without(new Seen(before.get(), value));
            }
            values = values.with(value, time);
            order = order.with(new Seen(time, value), true);
        }
        return new Window(counts.with(time, counts.get(time).orElse(0L) + 1), count + 1, values, order, time);
    }
}
