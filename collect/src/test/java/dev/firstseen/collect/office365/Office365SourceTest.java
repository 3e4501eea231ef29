package dev.firstseen.collect.office365;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.SimulatedTenantRecords;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.collect.simulation.SteppedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Office365SourceTest extends Collecting {

    @Test
    void everyRecordComesOnceAndInTheOrderOfTime() throws IOException {
        collect(Faults.NONE, (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(committed.loads()).isSortedAccordingTo(Comparator.comparing(Load::available));
            assertThat(committed.conditions()).isEmpty();
            assertThat(committed.gaps()).isEmpty();
            assertThat(committed.progress()).containsOnlyKeys(TYPES);
        });
    }

    @Test
    void aSubscriptionThatIsOnAlreadyIsFine() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(2)));
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(7, 50, Duration.ofHours(20), TYPES);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            Committing committed = new Committing().crashingAfter(1).run(source(microsoft, clock, TYPES));
            committed.crashingAfter(1_000_000).run(source(microsoft, clock, TYPES));
            assertThat(new TreeSet<>(committed.ids())).hasSize(50);
            assertThat(committed.conditions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aTypeThatIsDeniedIsNamedOnceAndTheOthersGoOn(int status) throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(5)));
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(7, 50, Duration.ofHours(20), TYPES);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            microsoft.deny(TYPES[1], status);
            Committing committed = new Committing().run(source(microsoft, clock, TYPES));
            assertThat(committed.conditions(Condition.Denied.class))
                    .hasSize(1)
                    .first()
                    .satisfies(denied -> {
                        assertThat(denied.what()).isEqualTo(TYPES[1]);
                        assertThat(denied.sentence()).contains(TYPES[1], Integer.toString(status));
                    });
            assertThat(loadNames(committed)).isNotEmpty().allMatch(name -> name.startsWith(TYPES[0] + "/"));

            microsoft.allow(TYPES[1]);
            SteppedClock later = new SteppedClock(clock.now(), clock.now().plus(Duration.ofHours(2)));
            committed.run(source(microsoft, later, TYPES));
            assertThat(new TreeSet<>(committed.ids())).hasSize(50);
        }
    }

    @Test
    void theOnlyTypeDeniedIsOneErrorAndIsTriedAgain() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(3)));
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(7, 50, Duration.ofHours(20), TYPES[0]);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            microsoft.deny(TYPES[0], 401);
            Committing committed = new Committing() {
                @Override
                public void report(Condition condition) {
                    super.report(condition);
                    microsoft.allow(TYPES[0]);
                }
            };
            committed.run(source(microsoft, clock, TYPES[0]));
            assertThat(committed.conditions())
                    .extracting(condition -> condition.getClass().getSimpleName())
                    .containsExactly("Denied", "Recovered");
            assertThat(new TreeSet<>(committed.ids())).hasSize(50);
        }
    }

    @Test
    void anotherTenantIsCollectedFromItsOwnBeginning() throws IOException {
        Instant now = START.plus(Duration.ofDays(2));
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(7, 50, Duration.ofDays(2), TYPES[0]);
        Committing committed = new Committing();
        for (String tenant : List.of(SimulatedMicrosoft.TENANT, "22222222-7a53-4c11-9e0b-3f7f6f0a9a11")) {
            SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(1)));
            try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(tenant, records, Faults.NONE, clock)) {
                committed.run(source(microsoft, clock, TYPES[0]));
            }
        }
        assertThat(committed.ids()).hasSize(100);
    }

    /** Its type is not configured any more; what it is about is lost when it expires. */
    @Test
    void aBlobThatWaitsForNothingIsLostWhenItExpires() throws Exception {
        Instant now = START.plus(Duration.ofDays(1));
        Instant expires = now.plus(Duration.ofHours(3));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(6)));
        Map<String, String> waiting =
                Map.of("waiting/Audit.General/x", "3 %s %s %s http://127.0.0.1/x".formatted(now, START, expires));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(List.of(), Faults.NONE, clock)) {
            Committing committed = new Committing();
            assertThatThrownBy(
                            () -> source(microsoft, clock, TYPES[0]).run(new Cursor(new TreeMap<>(waiting)), committed))
                    .isInstanceOf(InterruptedException.class);
            assertThat(committed.gaps().values())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.state()).isEqualTo(Gap.State.FINAL));
            assertThat(committed.parcels())
                    .filteredOn(parcel -> parcel.change().removed().contains("waiting/Audit.General/x"))
                    .hasSize(1);
            // Nothing wakes it before for what is not fetched.
            WaitingBlobs blobs = new WaitingBlobs(Set.of(TYPES[0]), new Cursor(new TreeMap<>(waiting)));
            assertThat(blobs.nextTry()).isEqualTo(expires);
        }
    }

    @Test
    void whatExpiredWhileNothingRanIsAGap() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(1)));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(List.of(), Faults.NONE, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, TYPES[0]));
            Instant later = now.plus(Duration.ofDays(30));
            SteppedClock next = new SteppedClock(later, later.plus(Duration.ofHours(1)));
            committed.run(source(microsoft, next, TYPES[0]));
            assertThat(committed.gaps().values()).hasSize(1).first().satisfies(gap -> {
                assertThat(gap.state()).isEqualTo(Gap.State.FINAL);
                assertThat(Duration.between(gap.from(), gap.to())).isBetween(Duration.ofDays(22), Duration.ofDays(24));
            });
        }
    }

    /** Crashes at random parcels, all faults and a random outage: each blob comes once, and nothing is lost unsaid. */
    @Property(tries = 4)
    void crashesAndFaultsNeitherLoseNorDouble(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws IOException {
        Instant now = START.plus(Duration.ofDays(3));
        Instant end = now.plus(Duration.ofDays(4));
        SteppedClock clock = new SteppedClock(now, end);
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(seed, 200, Duration.ofDays(6), TYPES);
        Faults faults = Faults.ofSeed(seed, START);
        SplittableRandom random = new SplittableRandom(seed);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, faults, clock)) {
            Committing committed = new Committing();
            while (clock.now().isBefore(end)) {
                committed.crashingAfter(random.nextInt(1, 40)).run(impatient(microsoft, clock, Duration.ofMinutes(30)));
            }
            Set<String> expected = microsoft.collectable(START.minusSeconds(1), end.minus(Duration.ofHours(12)));
            Set<String> missing = new HashSet<>(expected);
            committed.ids().forEach(missing::remove);
            assertThat(missing).isEmpty();
            assertThat(loadNames(committed)).doesNotHaveDuplicates();
            assertThat(committed.everything())
                    .doesNotContain(microsoft.secrets().toArray(String[]::new));
            for (Parcel parcel : committed.parcels()) {
                assertThat(parcel.source()).isEqualTo("tenant");
            }
        }
    }

    @Test
    void weeksOfFaultsPassInSeconds() throws IOException {
        Instant end = START.plus(Duration.ofDays(15));
        SteppedClock clock = new SteppedClock(START, end);
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(5, 500, Duration.ofDays(15), TYPES);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.ofSeed(5, START), clock)) {
            Committing committed = new Committing().run(impatient(microsoft, clock, Duration.ofHours(1)));
            assertThat(new TreeSet<>(committed.ids()))
                    .containsAll(microsoft.collectable(START, end.minus(Duration.ofHours(12))));
            assertThat(loadNames(committed)).doesNotHaveDuplicates();
            // What is remembered is bounded by the last day's content, not by the weeks.
            assertThat(committed.cursor().entries()).hasSizeLessThan(200);
        }
    }
}
