package dev.firstseen.flink.source;

import java.util.concurrent.TimeUnit;

/**
 * Times that cannot be: more than a day after the clock of this machine. A record of such a time is not used: one mistaken
 * year would make all records late that come until then, and what waits for it would never be let go.
 */
public final class Ahead {
    private static final long MOST = TimeUnit.DAYS.toMillis(1);

    private Ahead() {}

    /** Whether a time, in milliseconds since 1970, cannot be. */
    public static boolean is(long time) {
        return time > System.currentTimeMillis() + MOST;
    }
}
