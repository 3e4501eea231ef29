package dev.firstseen.collect.office365;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.SimulatedTenantRecords;
import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.simulation.Fault;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.collect.simulation.SteppedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Office365SourceTest {

    private static final Instant START = SimulatedTenantRecords.START;
    private static final String[] TYPES = {"Audit.AzureActiveDirectory", "Audit.Exchange"};
    /** Where answers may never come; elsewhere a slow machine is no fault. */
    private static final HttpLimits IMPATIENT = HttpLimits.USUAL.withAnswering(Duration.ofMillis(400));

    private static Office365Settings settings(SimulatedMicrosoft microsoft, String... types) {
        return Office365Settings.of(microsoft.registration(), List.of(types))
                .at(microsoft.service())
                .every(Duration.ofMinutes(30))
                .sweepingEvery(Duration.ofHours(3));
    }

    private static Office365Source source(SimulatedMicrosoft microsoft, SteppedClock clock, String... types) {
        return new Office365Source("tenant", settings(microsoft, types), clock, new SplittableRandom(1));
    }

    private static Office365Source impatient(SimulatedMicrosoft microsoft, SteppedClock clock, Duration poll) {
        Office365Settings settings = settings(microsoft, TYPES).every(poll).within(IMPATIENT);
        return new Office365Source("tenant", settings, clock, new SplittableRandom(1));
    }

    /** Collects for some days, with the records of the 6 days before, under a kind of fault. */
    private static void collect(Faults faults, Check check) throws IOException {
        Instant now = START.plus(Duration.ofDays(6));
        Instant end = now.plus(Duration.ofDays(1)).plus(Duration.ofHours(12));
        SteppedClock clock = new SteppedClock(now, end);
        List<SimulatedRecord> records = SimulatedTenantRecords.audit(7, 260, Duration.ofDays(7), TYPES);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, faults, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, TYPES));
            check.that(committed, microsoft, end);
        }
    }

    private interface Check {
        void that(Committing committed, SimulatedMicrosoft microsoft, Instant end);
    }

    private static void isComplete(Committing committed, SimulatedMicrosoft microsoft, Instant end) {
        Set<String> expected = microsoft.collectable(START.minusSeconds(1), end.minus(Duration.ofHours(3)));
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(new TreeSet<>(committed.ids())).containsAll(expected);
        assertThat(loadNames(committed)).doesNotHaveDuplicates();
    }

    private static List<String> loadNames(Committing committed) {
        return committed.loads().stream().map(Load::name).toList();
    }

    @Test
    void everyRecordComesOnceAndInTheOrderOfTime() throws IOException {
        collect(Faults.NONE, (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(committed.loads()).isSortedAccordingTo(java.util.Comparator.comparing(Load::available));
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
    void theOnlyTypeDeniedIsOneErrorAndTheEnd() throws IOException {
        SteppedClock clock = new SteppedClock(START, START.plus(Duration.ofDays(1)));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(List.of(), Faults.NONE, clock)) {
            microsoft.deny(TYPES[0], 401);
            Committing committed = new Committing().run(source(microsoft, clock, TYPES[0]));
            assertThat(committed.conditions()).hasSize(1).first().isInstanceOf(Condition.Denied.class);
            assertThat(clock.now()).isEqualTo(START);
        }
    }

    @Test
    void aStalePageIsDroppedAndItsListTakenAnew() throws IOException {
        collect(Faults.only(Fault.STALE_PAGE, 0.5), Office365SourceTest::isComplete);
    }

    @Test
    void rejectedContentIsOneErrorEach() throws IOException {
        collect(Faults.only(Fault.REJECTED, 0.1), Office365SourceTest::isCompleteAndNamesWhatIsLost);
    }

    @Test
    void expiredContentIsNeverAskedForAndOneErrorEach() throws IOException {
        collect(Faults.only(Fault.EXPIRED, 0.1), Office365SourceTest::isCompleteAndNamesWhatIsLost);
    }

    private static void isCompleteAndNamesWhatIsLost(Committing committed, SimulatedMicrosoft microsoft, Instant end) {
        isComplete(committed, microsoft, end);
        Set<String> lost = microsoft.lostContent(START.minusSeconds(1), end.minus(Duration.ofHours(3)));
        List<String> named = committed.conditions(Condition.Lost.class).stream()
                .map(Condition.Lost::what)
                .toList();
        assertThat(lost).isNotEmpty();
        assertThat(named).doesNotHaveDuplicates().containsAll(lost);
        assertThat(named)
                .allSatisfy(what -> assertThat(committed.gaps()).hasEntrySatisfying(what, gap -> {
                    assertThat(gap.state()).isEqualTo(Gap.State.FINAL);
                    assertThat(Duration.between(gap.from(), gap.to())).isGreaterThan(Duration.ofHours(1));
                }));
    }

    @Test
    void aMalformedAddressIsRebuilt() throws IOException {
        collect(Faults.only(Fault.MALFORMED_URI, 0.5), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.conditions()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATED", "HUNG_UP"})
    void aBodyThatIsCutOffGivesNothingUntilItIsFetchedWhole(Fault fault) throws IOException {
        collect(Faults.only(fault, 0.2), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(committed.gaps()).isNotEmpty();
            assertThat(committed.gaps().values()).extracting(Gap::state).contains(Gap.State.CLOSED);
            assertThat(committed.conditions(Condition.Lost.class)).isEmpty();
        });
    }

    @Test
    void contentThatIsListedTwiceComesOnce() throws IOException {
        collect(Faults.only(Fault.LISTED_TWICE, 0.5), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.ids()).doesNotHaveDuplicates();
        });
    }

    @Test
    void contentThatIsListedHoursLateComes() throws IOException {
        collect(Faults.only(Fault.LISTED_LATE, 0.5), Office365SourceTest::isComplete);
    }

    @Test
    void throttlingAndErrorsAreWaitedOut() throws IOException {
        collect(Faults.only(Fault.THROTTLED, 0.2), Office365SourceTest::isComplete);
        collect(Faults.only(Fault.SERVER_ERROR, 0.2), Office365SourceTest::isComplete);
    }

    @Test
    void aTokenThatIsRefusedIsReplaced() throws IOException {
        collect(Faults.only(Fault.TOKEN_REVOKED, 0.05), Office365SourceTest::isComplete);
    }

    @Test
    void aSubscriptionThatGoesOffIsStartedAgain() throws IOException {
        collect(Faults.only(Fault.SUBSCRIPTION_OFF, 0.1), Office365SourceTest::isComplete);
    }

    @Test
    void anOutageOfHoursLosesNothingAndIsToldOnce() throws IOException {
        Instant from = START.plus(Duration.ofDays(6)).plus(Duration.ofHours(5));
        Faults outage =
                new Faults(3, java.util.Map.of(), List.of(new Faults.Outage(from, from.plus(Duration.ofHours(9)))));
        collect(outage, (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.conditions(Condition.Failing.class))
                    .extracting(Condition::what)
                    .doesNotHaveDuplicates();
            assertThat(committed.conditions(Condition.Recovered.class)).isNotEmpty();
        });
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
