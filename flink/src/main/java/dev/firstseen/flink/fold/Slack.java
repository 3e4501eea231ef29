package dev.firstseen.flink.fold;

import dev.firstseen.flink.order.Timers;
import java.util.stream.LongStream;

/**
 * How much longer than it matters to records that come in time a memory is kept: for those that come late, and to be told.
 *
 * @param millis in milliseconds; {@link Long#MAX_VALUE} for ever
 */
record Slack(long millis) {

    static Slack of(long... parts) {
        return new Slack(LongStream.of(parts).reduce(0, Slack::sum));
    }

    /** When what was last seen at a time, and matters for so long, is forgotten. */
    long expiry(long last, long length) {
        return Timers.expiry(sum(sum(last, length), millis));
    }

    /** Whether what a record of a time, come late, should be compared with may have been forgotten. */
    boolean isOver(long time, long watermark) {
        return watermark > sum(time, millis);
    }

    private static long sum(long one, long positive) {
        return one > Long.MAX_VALUE - positive ? Long.MAX_VALUE : one + positive;
    }
}
