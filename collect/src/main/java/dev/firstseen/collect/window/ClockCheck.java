package dev.firstseen.collect.window;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.ParcelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

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
    /** The parts that wait until the clock is right. */
    private final Set<String> waiting = new HashSet<>();

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
     * Where a part was listed up to a time to come, lists it again, from before the latest that was seen of it, since nobody
     * knows for how long the clock was wrong. Where something was seen of that time, it is now that it is wrong: then there
     * is nothing to do but to wait.
     *
     * @param log the part's, as gaps name it
     */
    public void look(LogPart part, String log, Instant now) {
        Instant oldest = now.minus(kept);
        Instant latest = part.seen().latest().orElse(oldest);
        waiting.remove(part.name());
        if (!part.isAhead(now)) {
            return;
        }
        if (latest.isAfter(now.plus(LogPart.DRIFT))) {
            waiting.add(part.name());
            tell(
                    now,
                    "The clock is behind: there is something of %s that was made at %s, and it is %s. Nothing more of it is listed before that; check the clock."
                            .formatted(part.name(), latest, seconds(now)));
            return;
        }
        Instant from = seconds(TimeRange.later(latest.minus(again), TimeRange.earlier(latest, oldest)));
        tell(
                now,
                "The clock was put back: %s was listed up to %s, and it is %s. It is listed again from %s on; check the clock."
                        .formatted(part.name(), part.reached(), seconds(now), from));
        losses.takeBack(part, log, oldest);
        part.goBack(from, now, parcels.change());
    }

    private void tell(Instant now, String sentence) {
        health.failing(now, sentence, now);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Something could be listed. */
    public void well() {
        if (waiting.isEmpty()) {
            health.well();
        }
    }
}
