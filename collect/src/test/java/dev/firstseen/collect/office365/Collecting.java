package dev.firstseen.collect.office365;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.SimulatedTenantRecords;
import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.collect.simulation.SteppedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Collecting from the stand-in, with what the tests of it have in common. */
abstract class Collecting {

    static final Instant START = SimulatedTenantRecords.START;
    static final String[] TYPES = {"Audit.AzureActiveDirectory", "Audit.Exchange"};
    /** Where answers may never come; elsewhere a slow machine is no fault. */
    static final HttpLimits IMPATIENT = HttpLimits.USUAL.withAnswering(Duration.ofMillis(400));

    static Office365Settings settings(SimulatedMicrosoft microsoft, String... types) {
        return Office365Settings.of(microsoft.registration(), List.of(types))
                .at(microsoft.service())
                .every(Duration.ofMinutes(30))
                .sweepingEvery(Duration.ofHours(3));
    }

    static Office365Source source(SimulatedMicrosoft microsoft, SteppedClock clock, String... types) {
        return new Office365Source("tenant", settings(microsoft, types), clock, new SplittableRandom(1));
    }

    static Office365Source impatient(SimulatedMicrosoft microsoft, SteppedClock clock, Duration poll) {
        Office365Settings settings = settings(microsoft, TYPES).every(poll).within(IMPATIENT);
        return new Office365Source("tenant", settings, clock, new SplittableRandom(1));
    }

    /** Collects for some days, with the records of the 6 days before, under a kind of fault. */
    static void collect(Faults faults, Check check) throws IOException {
        Instant now = START.plus(Duration.ofDays(6));
        Instant end = now.plus(Duration.ofDays(1)).plus(Duration.ofHours(12));
        SteppedClock clock = new SteppedClock(now, end);
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(7, 260, Duration.ofDays(7), TYPES);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, faults, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, TYPES));
            check.that(committed, microsoft, end);
        }
    }

    interface Check {
        void that(Committing committed, SimulatedMicrosoft microsoft, Instant end);
    }

    static void isComplete(Committing committed, SimulatedMicrosoft microsoft, Instant end) {
        Set<String> expected = microsoft.collectable(START.minusSeconds(1), end.minus(Duration.ofHours(3)));
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(new TreeSet<>(committed.ids())).containsAll(expected);
        assertThat(loadNames(committed)).doesNotHaveDuplicates();
    }

    static List<String> loadNames(Committing committed) {
        return committed.loads().stream().map(Load::name).toList();
    }
}
