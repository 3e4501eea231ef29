package dev.firstseen.collect.http;

import java.time.Duration;

/**
 * How much of an answer, and how long, is put up with.
 *
 * @param body bytes of an answer, packed and unpacked
 * @param connecting the time to reach the service
 * @param answering the time from the request to the last byte of the answer
 */
public record HttpLimits(long body, Duration connecting, Duration answering) {

    /** Microsoft's largest blobs are a few megabytes. */
    public static final HttpLimits USUAL = new HttpLimits(64L << 20, Duration.ofSeconds(20), Duration.ofSeconds(120));

    public HttpLimits {
        if (body < 1 || !connecting.isPositive() || !answering.isPositive()) {
            throw new IllegalArgumentException("every limit is above 0");
        }
    }

    public HttpLimits withAnswering(Duration other) {
        return new HttpLimits(body, connecting, other);
    }

    public HttpLimits withBody(long other) {
        return new HttpLimits(other, connecting, answering);
    }
}
