package dev.firstseen.engine.coverage;

/**
 * A stretch of whole hours.
 *
 * @param from its beginning, in milliseconds since 1970
 * @param to its end, not included
 */
public record Stretch(long from, long to) {

    public Stretch {
        if (from >= to) {
            throw new IllegalArgumentException("a stretch ends after it begins");
        }
    }

    public int hours() {
        return Math.toIntExact((to - from) / ObservedHours.HOUR);
    }
}
