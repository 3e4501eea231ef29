package dev.firstseen.collect.window;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.ParcelBuilder;
import java.time.Instant;

/** Stretches of a tenant's log that nobody can collect any more: each is a gap, and told. One thread uses it. */
public final class Losses {

    private final String tenant;
    private final ParcelBuilder parcels;
    private final Intake intake;

    public Losses(String tenant, ParcelBuilder parcels, Intake intake) {
        this.tenant = tenant;
        this.parcels = parcels;
        this.intake = intake;
    }

    /**
     * A stretch of a part is gone.
     *
     * @param log the part's, as gaps name it
     */
    public void add(LogPart part, String log, TimeRange range, String sentence) {
        parcels.add(gap(part, log, range, sentence, Gap.State.FINAL));
        part.lost(range, parcels.change());
        intake.report(new Condition.Lost(part.name(), Condition.Reason.EXPIRED, sentence));
    }

    /** What was called gone is not, where it ends after the time from which on the service still has everything. */
    void takeBack(LogPart part, String log, Instant oldest) {
        for (TimeRange range : part.notLostAfter(oldest, parcels.change())) {
            parcels.add(gap(part, log, range, "It is listed again.", Gap.State.CLOSED));
        }
    }

    private Gap gap(LogPart part, String log, TimeRange range, String sentence, Gap.State state) {
        return new Gap(
                "%s %s to %s".formatted(part.name(), range.from(), range.to()),
                tenant,
                log,
                range.from(),
                range.to(),
                sentence,
                state);
    }
}
