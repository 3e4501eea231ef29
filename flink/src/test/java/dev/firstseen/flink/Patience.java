package dev.firstseen.flink;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what other threads do, and not for ever: what never comes fails the test with what came instead. */
final class Patience {
    private static final Duration MOST = Duration.ofMinutes(3);

    private final long begun = System.nanoTime();

    /** Waits until a monitor that is held is notified, or not much longer. */
    @SuppressWarnings("WaitNotInLoop") // The loop is around the call.
    void await(Object held, Supplier<String> soFar) throws InterruptedException {
        if (System.nanoTime() - begun > MOST.toNanos()) {
            throw new AssertionError(soFar.get());
        }
        held.wait(1000);
    }
}
