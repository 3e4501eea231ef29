package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.sink.Limit;
import dev.firstseen.deliver.sink.RetryPolicy;
import dev.firstseen.deliver.sink.Sink;
import java.util.Optional;

/**
 * A sink and how it is to be treated.
 *
 * @param limit how many messages it may be sent; what is more is told as storms
 * @param retries when what it did not take is sent again
 */
public record Outlet(Sink sink, Optional<Limit> limit, RetryPolicy retries) {

    /** A sink that may be sent everything. */
    public static Outlet of(Sink sink) {
        return new Outlet(sink, Optional.empty(), RetryPolicy.STANDARD);
    }
}
