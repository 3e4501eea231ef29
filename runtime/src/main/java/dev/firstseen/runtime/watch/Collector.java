package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Source;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs one source from where it stands; one that breaks is started again after a while. Ended by an interrupt. */
final class Collector implements Runnable {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Source source;
    private final SourceState state;
    private final Store store;
    private final OperationsLog log;
    private final Runnable atEnd;

    /** @param atEnd run when the source has ended or was interrupted */
    Collector(Source source, SourceState state, Store store, OperationsLog log, Runnable atEnd) {
        this.source = source;
        this.state = state;
        this.store = store;
        this.log = log;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        try {
            while (!runOnce()) {
                TimeUnit.MILLISECONDS.sleep(WAIT.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            atEnd.run();
        }
    }

    /** Whether it came to its end. */
    private boolean runOnce() throws InterruptedException {
        try {
            state.begin();
            Cursor cursor =
                    new Cursor(store.read(transaction -> transaction.cursors().of(source.name())));
            source.run(cursor, state);
            return true;
        } catch (RuntimeException broken) {
            state.broke(broken.toString());
            log.error("source.broken", broken.toString(), "source", source.name());
            return false;
        }
    }
}
