package dev.firstseen.collect.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.ParcelBuilder;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Losses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final GraphReport REPORT = GraphReport.SIGN_INS_INTERACTIVE;
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private final Committing committed = new Committing();
    private final ParcelBuilder parcels = new ParcelBuilder("graph", committed);
    private final LogPart part = new LogPart(REPORT.name(), Cursor.START, FIRST, new SplittableRandom(1), committed);

    private Retention retention() {
        return new Retention(List.of(REPORT), committed.cursor(), new Losses("tenant", parcels, committed), parcels);
    }

    private static Instant day(int number) {
        return FIRST.plus(Duration.ofDays(number));
    }

    private void reach(Instant time) {
        part.reach(time, parcels.change());
    }

    /** After ten days it lists a day of what is older than seven, and is away for five more. */
    @Test
    void whatGrowsTooOldInASecondOutageMayBeLostToo() throws InterruptedException {
        reach(FIRST);
        Retention before = retention();
        before.leaveExpired(REPORT, part, day(10));
        reach(day(1));
        before.reached(REPORT, part, day(10));
        parcels.send();

        Retention after = retention();
        after.leaveExpired(REPORT, part, day(15));
        // Past what was too old in the first.
        reach(day(4));
        after.reached(REPORT, part, day(15));
        parcels.send();
        assertThat(committed.gaps()).isEmpty();
        Instant sure = day(15).minus(GraphSettings.SURELY_KEPT);
        reach(sure);
        after.reached(REPORT, part, day(15));
        parcels.send();
        assertThat(committed.gaps().values()).extracting(Gap::from, Gap::to).containsExactly(tuple(FIRST, sure));
    }
}
