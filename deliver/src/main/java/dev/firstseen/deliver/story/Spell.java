package dev.firstseen.deliver.story;

/** Lengths of time in words. */
public final class Spell {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spell() {}

    /** Exactly, in the largest unit that gives a whole number: {@code 7 days}, {@code 36 hours}. */
    public static String exact(long millis) {
        if (millis % DAY == 0) {
            return count(millis / DAY, "day");
        }
        if (millis % HOUR == 0) {
            return count(millis / HOUR, "hour");
        }
        return millis % MINUTE == 0 ? count(millis / MINUTE, "minute") : count(millis / SECOND, "second");
    }

    /** Rounded down to the largest unit that fits: {@code 2 days}. */
    public static String about(long millis) {
        if (millis >= DAY) {
            return count(millis / DAY, "day");
        }
        if (millis >= HOUR) {
            return count(millis / HOUR, "hour");
        }
        return millis >= MINUTE ? count(millis / MINUTE, "minute") : count(Math.max(0, millis) / SECOND, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
