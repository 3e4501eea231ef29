package dev.firstseen.engine.newterms;

import dev.firstseen.engine.fold.Fold;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a term is first seen: no earlier occurrence lies in the window before it, which reaches from {@code time - window},
 * that millisecond included, up to but not including {@code time}. Of several occurrences at the same time the one that
 * comes first, the smallest event id, is first seen; the others find it in memory. The key is (rule, tenant, term).
 *
 * <p>An occurrence given twice in a row changes nothing: it finds itself in memory.
 */
public final class NewTerms implements Fold<LastSeen, Occurrence, Occurrence> {
    private final long window;

    /** @param window the length of the history window; what is finer than a millisecond is not looked at */
    public NewTerms(Duration window) {
        this.window = window.toMillis();
        if (this.window <= 0) {
            throw new IllegalArgumentException("the history window must be longer than nothing");
        }
    }

    /** The length of the window, in milliseconds. */
    public long window() {
        return window;
    }

    @Override
    public Step<LastSeen, Occurrence> step(@Nullable LastSeen memory, Occurrence occurrence) {
        long time = occurrence.time();
        if (memory != null && memory.time() > time) {
            throw new IllegalArgumentException(
                    "occurrences must come in order: " + time + " came after " + memory.time());
        }
        boolean first = memory == null || memory.time() < start(time);
        return new Step<>(new LastSeen(time), end(time), first ? List.of(occurrence) : List.of());
    }

    /** Where the window of an event begins; the earliest time there is, where the clock has none so early. */
    long start(long time) {
        return time < Long.MIN_VALUE + window ? Long.MIN_VALUE : time - window;
    }

    private long end(long time) {
        return time > Long.MAX_VALUE - window ? Long.MAX_VALUE : time + window;
    }
}
