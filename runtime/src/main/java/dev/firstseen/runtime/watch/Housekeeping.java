package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Lets go of what is past its time or does not fit, now and then; not while the clock may be wrong. Run by one thread. */
final class Housekeeping implements Runnable {
    /** The clock is looked at so many times a round. */
    private static final int LOOKS = 20;

    private static final String WHO = "housekeeping";

    private final Live live;
    private final Store store;
    private final Keeping keeping;
    private final Clock clock;
    private final Steadiness steadiness;
    private final OperationsLog log;
    private final Troubles troubles;
    private final Metrics metrics;

    Housekeeping(
            Live live,
            Store store,
            Keeping keeping,
            Clock clock,
            Steadiness steadiness,
            OperationsLog log,
            Troubles troubles,
            Metrics metrics) {
        this.live = live;
        this.store = store;
        this.keeping = keeping;
        this.clock = clock;
        this.steadiness = steadiness;
        this.log = log;
        this.troubles = troubles;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        try {
            while (true) {
                for (int look = 0; look < LOOKS; look++) {
                    Thread.sleep(keeping.round().dividedBy(LOOKS));
                    lookAtTheClock();
                }
                keepHouse();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A jump is a trouble until the clock is believed again. */
    void lookAtTheClock() {
        steadiness.look().ifPresent(jump -> {
            String sentence =
                    ("The machine's clock jumped %s by %,d minutes, to %s; set it right. Until it has run evenly for"
                                    + " an hour, nothing is forgotten for its age.")
                            .formatted(
                                    jump.isNegative() ? "back" : "forward",
                                    jump.abs().toMinutes(),
                                    UtcTime.second(clock.millis()));
            troubles.stands(Trouble.Kind.CLOCK, WHO, sentence);
            log.error("clock.jumped", sentence);
        });
        if (steadiness.isBelieved() && troubles.over(Trouble.Kind.CLOCK, WHO)) {
            log.info("clock.steady", "The clock runs evenly again.");
        }
    }

    /** One round. */
    void keepHouse() {
        try {
            if (steadiness.isBelieved()) {
                long now = clock.millis();
                live.forget(now, keeping.retention());
                forgetNotices(now - keeping.retention().toMillis());
            }
            fitArchive();
            troubles.over(Trouble.Kind.STORE, WHO);
        } catch (StoreException refused) {
            if (troubles.stands(Trouble.Kind.STORE, WHO, refused.sentence())) {
                log.error("housekeeping.failing", refused.sentence());
            }
        }
    }

    private void forgetNotices(long before) {
        store.<SortedMap<String, Outbox.Backlog>>write(
                        transaction -> transaction.outbox().forgetBefore(before))
                .forEach((sink, gone) -> log.warning(
                        "sink.forgotten",
                        "%,d notices that were given up, and %,d that were not taken, are older than the retention and were let go of."
                                .formatted(gone.dead(), gone.waiting()),
                        "sink",
                        sink));
    }

    /** What is too much goes by its place in time, so a clock that is wrong does no harm. */
    private void fitArchive() {
        if (keeping.archived().isEmpty()) {
            return;
        }
        OptionalLong from = store.read(
                transaction -> transaction.archive().fitting(keeping.archived().getAsLong()));
        if (from.isEmpty()) {
            return;
        }
        live.archiveBegins(from.getAsLong());
        long records = 0;
        long more;
        do {
            more = store.write(transaction -> transaction.archive().forgetBefore(from.getAsLong()));
            records += more;
        } while (more > 0);
        metrics.unarchived(records);
        log.warning(
                "archive.full",
                "The archive held more than [archive] max_size allows; its %,d oldest records were let go of, and it begins at %s now."
                        .formatted(records, UtcTime.second(from.getAsLong())));
    }
}
