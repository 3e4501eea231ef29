package dev.firstseen.runtime.watch;

import dev.firstseen.runtime.live.InvestigationException;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Amends the alerts and investigates the accounts whose time has come, one after another; at the end, all that wait. One that
 * cannot be investigated is told and counted, and holds up nothing. Run by one thread.
 */
final class Investigator implements Runnable {
    private static final String WHO = "investigate";
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Live live;
    private final Clock clock;
    private final OperationsLog log;
    private final Metrics metrics;
    private final Troubles troubles;
    private final BooleanSupplier moreToCome;
    private final Runnable atChange;
    private volatile boolean stopping;

    /**
     * @param moreToCome whether records may yet be committed
     * @param atChange run after everything it did
     */
    Investigator(
            Live live,
            Clock clock,
            OperationsLog log,
            Metrics metrics,
            Troubles troubles,
            BooleanSupplier moreToCome,
            Runnable atChange) {
        this.live = live;
        this.clock = clock;
        this.log = log;
        this.metrics = metrics;
        this.troubles = troubles;
        this.moreToCome = moreToCome;
        this.atChange = atChange;
    }

    /** Asks it to end after the account it is at; the others are looked at after the next start. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                boolean last = !moreToCome.getAsBoolean();
                if (doNext(last)) {
                    atChange.run();
                } else if (last) {
                    return;
                } else {
                    TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean doNext(boolean last) throws InterruptedException {
        try {
            long now = clock.millis();
            // By turns: however much has become stale, no account waits for all of it.
            boolean amended = live.amendNext(now, last);
            boolean did = live.investigateNext(now, last) || amended;
            troubles.over(Trouble.Kind.STORE, WHO);
            return did;
        } catch (InvestigationException failed) {
            metrics.investigationFailed();
            log.error("investigation.failed", failed.sentence());
            return true;
        } catch (StoreException refused) {
            if (!refused.isPassing()) {
                throw refused;
            }
            if (troubles.stands(Trouble.Kind.STORE, WHO, refused.sentence())) {
                log.error("investigation.failing", refused.sentence());
            }
            TimeUnit.MILLISECONDS.sleep(Troubles.STORE_WAIT.toMillis());
            return true;
        }
    }
}
