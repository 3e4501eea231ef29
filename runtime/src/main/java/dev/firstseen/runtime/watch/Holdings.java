package dev.firstseen.runtime.watch;

import dev.firstseen.store.Archive;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a store holds. Counting goes over whole tables, and whoever asks may ask often, so the numbers are up to a minute
 * old. Safe for use by many threads.
 */
final class Holdings {
    private static final long REMEMBERED = Duration.ofMinutes(1).toMillis();

    private final Store store;
    private final Clock clock;
    private @Nullable Count last;
    private long counted;

    Holdings(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The numbers of one time.
     *
     * @param bytes of disk
     * @param terms remembered by new_terms rules
     * @param events that threshold rules count
     */
    record Count(Map<String, Outbox.Backlog> outbox, Archive.Size archive, long bytes, long terms, long events) {}

    /** @throws dev.firstseen.store.StoreException where the store cannot be read now */
    synchronized Count count() {
        Count known = last;
        long now = clock.millis();
        // A clock that went back says nothing of how old they are.
        if (known != null && now >= counted && now - counted < REMEMBERED) {
            return known;
        }
        long bytes = store.size();
        Count fresh = store.read(transaction -> new Count(
                transaction.outbox().backlog(),
                transaction.archive().size(),
                bytes,
                transaction.terms().size(),
                transaction.counted().size()));
        last = fresh;
        counted = now;
        return fresh;
    }
}
