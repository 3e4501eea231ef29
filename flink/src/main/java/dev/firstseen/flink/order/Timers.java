package dev.firstseen.flink.order;

import org.apache.flink.streaming.api.TimerService;

/**
 * When Flink is asked to call back. A timer tells nothing but its time, so which kind it is stands in its last bit: at even
 * times what waits is decided, at odd times what has expired is forgotten. Both are late by less than the grain, which only
 * the memory they take notices; many events of a key share a timer.
 */
public final class Timers {
    private static final long GRAIN = 1000;

    private Timers() {}

    /** When what waits for a time can be decided: the first even second at or after it. */
    public static long decision(long time) {
        return decision(time, GRAIN);
    }

    /** The first multiple of a grain, of whole seconds, at or after a time: a coarser {@link #decision(long)}. */
    public static long decision(long time, long grain) {
        return time > Long.MAX_VALUE - grain ? Long.MAX_VALUE - 1 : Math.ceilDiv(time, grain) * grain;
    }

    /** When what matters up to and with a time can be forgotten. */
    public static long expiry(long until) {
        return until > Long.MAX_VALUE - 2 * GRAIN ? Long.MAX_VALUE : Math.floorDiv(until, GRAIN) * GRAIN + GRAIN + 1;
    }

    /** Has a function called when something has expired; never where that is the latest time there is. */
    public static void expiring(long expiry, TimerService timers) {
        if (expiry != Long.MAX_VALUE) {
            timers.registerEventTimeTimer(expiry);
        }
    }

    /**
     * Whether at a timer something is to be forgotten. At the end of all times nothing is: a job that was stopped with
     * {@code --drain} may go on, and then needs what it remembers.
     */
    public static boolean forgets(long timer, TimerService timers) {
        return isExpiry(timer) && timers.currentWatermark() != Long.MAX_VALUE;
    }

    /** Whether a timer was set by {@link #expiry}. */
    public static boolean isExpiry(long timer) {
        return (timer & 1) == 1;
    }
}
