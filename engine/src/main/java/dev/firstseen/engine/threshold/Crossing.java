package dev.firstseen.engine.threshold;

/**
 * The threshold was crossed.
 *
 * @param occurrence the one with which it was
 * @param count how many events counted, this one included
 * @param different how many different values they brought
 * @param first the time of the earliest of them, in milliseconds since 1970
 */
public record Crossing(Occurrence occurrence, long count, long different, long first) {

    /** The time of the last of the counted events: the one that crossed. */
    public long last() {
        return occurrence.time();
    }
}
