package dev.firstseen.deliver.sink.syslog;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Closes something that takes too long, for what has no timeout of its own. */
final class Deadline implements AutoCloseable {
    private final Duration after;
    private final Thread waiting;
    private volatile boolean missed;

    Deadline(Closeable what, Duration after) {
        this.after = after;
        this.waiting = Thread.ofVirtual().start(() -> wait(what));
    }

    private void wait(Closeable what) {
        try {
            Thread.sleep(after);
            missed = true;
            what.close();
        } catch (InterruptedException met) {
            // Nothing is to be closed.
        } catch (IOException closing) {
            // Whoever uses it is told by the next use.
        }
    }

    /** @throws IOException where it was missed */
    void met() throws IOException {
        if (missed) {
            throw new IOException("it took longer than " + after.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        waiting.interrupt();
    }
}
