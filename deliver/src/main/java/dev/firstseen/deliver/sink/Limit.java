package dev.firstseen.deliver.sink;

import java.time.Duration;

/**
 * How many messages a sink may send: a bucket that holds so many at once and is refilled evenly.
 *
 * @param burst how many at once, at least one
 * @param refill the time in which one more is allowed
 */
public record Limit(int burst, Duration refill) {

    public Limit {
        if (burst < 1 || refill.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "limit: found " + burst + " messages, one more every " + refill + "; expected positive ones");
        }
    }

    /** So many a minute, and as many at once. */
    public static Limit perMinute(int messages) {
        return new Limit(messages, Duration.ofMillis(60_000 / Math.max(1, messages)));
    }

    /** A full bucket. */
    public Allowance full(long now) {
        return new Allowance(burst, now);
    }

    /**
     * What is left of the limit.
     *
     * @param messages how many may be sent
     * @param since from when on the next one grows, in milliseconds since 1970
     */
    public record Allowance(int messages, long since) {

        /** With what has grown until now; a clock that went back gives nothing. */
        Allowance grown(Limit limit, long now) {
            long more = Math.max(0, now - since) / limit.refill().toMillis();
            return messages + more >= limit.burst()
                    ? new Allowance(limit.burst(), now)
                    : new Allowance(
                            (int) (messages + more),
                            Math.min(now, since + more * limit.refill().toMillis()));
        }

        Allowance without(int sent) {
            return new Allowance(messages - sent, since);
        }
    }
}
