package dev.firstseen.runtime.watch;

import dev.firstseen.store.Behind;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells how far the sources are, in the log and in the database, and there what is wrong: {@code firstseen status} reads it.
 * A database that refuses is noticed here also while nothing comes. Ended by an interrupt.
 */
final class ProgressTelling implements Runnable {
    private static final Duration ROUND = Duration.ofMinutes(1);
    /** Whoever has just started the service looks at once whether all is well. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private static final String WHO = "progress";

    private final Collection<SourceState> sources;
    private final Store store;
    private final Clock clock;
    private final OperationsLog log;
    private final Troubles troubles;
    private final Supplier<List<Trouble>> wrong;
    private final CatchingUp catchingUp;

    /** @param wrong all that is wrong now */
    ProgressTelling(
            Collection<SourceState> sources,
            Store store,
            Clock clock,
            OperationsLog log,
            Troubles troubles,
            Supplier<List<Trouble>> wrong) {
        this.sources = sources;
        this.store = store;
        this.clock = clock;
        this.log = log;
        this.troubles = troubles;
        this.wrong = wrong;
        this.catchingUp = new CatchingUp(log);
    }

    @Override
    public void run() {
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST.toMillis());
            while (true) {
                tell();
                TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void tell() {
        long now = clock.millis();
        List<Behind.Part> parts = new ArrayList<>();
        sources.forEach(source -> parts.addAll(catchingUp.look(source.name(), source.progress(), now)));
        List<String> sentences = wrong.get().stream()
                // What is written down disproves that nothing can be.
                .filter(trouble -> trouble.kind() != Trouble.Kind.STORE)
                .map(Trouble::sentence)
                .toList();
        try {
            store.write(transaction -> {
                transaction.behind().put(parts);
                transaction.troubles().set(sentences, now);
                return true;
            });
            troubles.over(Trouble.Kind.STORE, WHO);
        } catch (StoreException refused) {
            if (troubles.stands(Trouble.Kind.STORE, WHO, refused.sentence())) {
                log.error("progress.failing", refused.sentence());
            }
        }
    }
}
