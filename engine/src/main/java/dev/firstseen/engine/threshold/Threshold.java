package dev.firstseen.engine.threshold;

import dev.firstseen.engine.fold.Fold;
import dev.firstseen.engine.rule.Detection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When a threshold is crossed. At a time t, the events of the key with times in (t - lookback, t] count; the threshold is
 * met when they are enough, and their different values too. It is crossed with an event when it is met with this event
 * and was not met before it: neither with the event before, in the order of (time, event id), nor at any millisecond
 * between the two. So a threshold that stays met is told once, and again after it was not met for at least a
 * millisecond. The key is (rule, tenant, the values of the rule's fields).
 */
public final class Threshold implements Fold<Window, Occurrence, Crossing> {
    private final long value;
    private final OptionalLong cardinality;
    private final long lookback;

    public Threshold(Detection.Threshold rule) {
        this.value = rule.value();
        this.cardinality = rule.cardinality()
                .map(different -> OptionalLong.of(different.value()))
                .orElse(OptionalLong.empty());
        this.lookback = rule.lookback().toMillis();
    }

    @Override
    public Step<Window, Crossing> step(@Nullable Window memory, Occurrence occurrence) {
        long time = occurrence.time();
        Window before = memory == null ? Window.EMPTY : memory;
        if (before.last() > time) {
            throw new IllegalArgumentException(
                    "occurrences must come in order: " + time + " came after " + before.last());
        }
        // Without new events a threshold can only cease to be met, so the last millisecond tells of all between.
        long justBefore = Math.max(before.last(), time == Long.MIN_VALUE ? time : time - 1);
        Window left = before.after(start(justBefore));
        Window now = left.after(start(time)).with(occurrence);
        List<Crossing> crossings = !isMet(left) && isMet(now)
                ? List.of(new Crossing(occurrence, now.count(), now.different(), now.first()))
                : List.of();
        return new Step<>(now, time > Long.MAX_VALUE - lookback ? Long.MAX_VALUE : time + lookback, crossings);
    }

    private boolean isMet(Window window) {
        return window.count() >= value && (cardinality.isEmpty() || window.different() >= cardinality.getAsLong());
    }

    /** The last millisecond before the window of a time; the earliest time there is, where the clock has none so early. */
    private long start(long time) {
        return time < Long.MIN_VALUE + lookback ? Long.MIN_VALUE : time - lookback;
    }
}
