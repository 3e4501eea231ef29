package dev.firstseen.collect.window;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.ParcelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Notices that the clock was put back. What was listed by a clock that ran ahead was listed before it was there, so it is
 * listed again; what was handed over is known. One thread uses it.
 */
public final class ClockCheck {

    private final Duration again;
    private final Duration kept;
    private final Losses losses;
    private final ParcelBuilder parcels;
    private final Health health;

    /**
     * @param again how much is listed again at least
     * @param kept for how long the service keeps the log
     */
    public ClockCheck(Duration again, Duration kept, Losses losses, ParcelBuilder parcels, Intake intake) {
        this.again = again;
        this.kept = kept;
        this.losses = losses;
        this.parcels = parcels;
        this.health = new Health("clock", intake);
    }

    /**
     * Lists a part again that was listed up to a time to come: from the latest that was seen of it, since nobody knows for
     * how long the clock was wrong.
     *
     * @param log the part's, as gaps name it
     */
    public void look(LogPart part, String log, Instant now) {
        if (!part.isAhead(now)) {
            return;
        }
        Instant oldest = now.minus(kept);
        Instant from = TimeRange.earlier(now.minus(again), part.seen().latest().orElse(oldest))
                .truncatedTo(ChronoUnit.SECONDS);
        health.failing(
                now,
                "The clock was put back: %s was listed up to %s, and it is %s. It is listed again from %s on; check the clock."
                        .formatted(part.name(), part.reached(), now.truncatedTo(ChronoUnit.SECONDS), from),
                now);
        losses.takeBack(part, log, oldest);
        part.goBack(from, now, parcels.change());
    }

    /** What is to be listed again can be. */
    public void well() {
        health.well();
    }
}
