package dev.firstseen.collect.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.SimulatedTenantRecords;
import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.simulation.Fault;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.collect.simulation.SteppedClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GraphSourceTest {

    private static final Instant START = SimulatedTenantRecords.START;
    private static final int NEVER = 1_000_000;

    private static GraphSource source(SimulatedMicrosoft microsoft, SteppedClock clock, HttpLimits limits) {
        GraphSettings settings = GraphSettings.of(microsoft.registration(), GraphReport.ALL)
                .at(microsoft.service())
                .every(Duration.ofMinutes(30))
                .within(limits);
        return new GraphSource("tenant", settings, clock, new SplittableRandom(1));
    }

    @Test
    void everyRecordComesOnceWithItsOwnTime() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        Instant end = now.plus(Duration.ofHours(12));
        SteppedClock clock = new SteppedClock(now, end);
        List<SimulatedRecord> records = SimulatedTenantRecords.reports(3, 300, Duration.ofDays(2));
        Map<String, Instant> times = new TreeMap<>();
        records.forEach(record -> times.put(record.id(), record.time()));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(committed.ids()))
                    .containsAll(microsoft.collectableReports(START, end.minus(Duration.ofHours(2))));
            assertThat(committed.conditions()).isEmpty();
            for (Load load : committed.loads()) {
                String text = new String(load.bytes(), StandardCharsets.UTF_8);
                assertThat(times.entrySet().stream()
                                .filter(each -> text.contains("\"" + each.getKey() + "\""))
                                .map(Map.Entry::getValue))
                        .isNotEmpty()
                        .allMatch(load.available()::equals);
            }
        }
    }

    /** Few of them name a tenant, and what is remembered is remembered of one. */
    @Test
    void aRecordThatNamesNoTenantIsOfTheOneItWasCollectedFrom() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(1)));
        SimulatedRecord record = new SimulatedRecord(
                GraphReport.DIRECTORY_AUDITS.name(),
                "a",
                START,
                "{ \"id\":\"a\",\"activityDateTime\":\"%s\",\"tenantId\":\"another\"}".formatted(START));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(List.of(record), Faults.NONE, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            assertThat(committed.loads())
                    .singleElement()
                    .satisfies(load -> assertThat(new String(load.bytes(), StandardCharsets.UTF_8))
                            .isEqualTo("[{\"tenantId\":\"%s\",%s]"
                                    .formatted(
                                            SimulatedMicrosoft.TENANT,
                                            record.json().substring(2))));
        }
    }

    /** As a scan of the same records says. */
    @Test
    void aSignInIsOfTheTenantOfItsResource() throws IOException {
        String other = "aaaaaaaa-1111-2222-3333-444444444444";
        String beta = "{\"id\":\"%s\",\"createdDateTime\":\"" + START + "\",\"signInEventTypes\":[\"interactiveUser\"]"
                + ",\"appId\":\"29d9ed98-a469-4536-ade2-f981bc1d605e\",\"status\":{\"errorCode\":0},\"ipAddress\":\"203.0.113.7\"%s}";
        List<SimulatedRecord> records = Map.of(
                        "elsewhere", ",\"resourceTenantId\":\"" + other + "\"",
                        "unnamed", "",
                        "nowhere", ",\"resourceTenantId\":null")
                .entrySet()
                .stream()
                .map(each -> new SimulatedRecord(
                        GraphReport.SIGN_INS_INTERACTIVE.name(),
                        each.getKey(),
                        START,
                        beta.formatted(each.getKey(), each.getValue())))
                .toList();
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(1)));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            Map<String, String> tenants = new TreeMap<>();
            committed.events().forEach(event -> tenants.put(event.id(), event.tenant()));
            assertThat(tenants)
                    .isEqualTo(Map.of(
                            "elsewhere", other,
                            "unnamed", SimulatedMicrosoft.TENANT,
                            "nowhere", SimulatedMicrosoft.TENANT));
        }
    }

    @Test
    void aReportThatIsDeniedIsNamedWithItsPermissionAndTheOthersGoOn() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(3)));
        List<SimulatedRecord> records = SimulatedTenantRecords.reports(3, 100, Duration.ofDays(1));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            microsoft.denyReport(GraphReport.RISK_DETECTIONS);
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            assertThat(committed.conditions(Condition.Denied.class))
                    .hasSize(1)
                    .first()
                    .satisfies(denied -> assertThat(denied.sentence()).contains("IdentityRiskEvent.Read.All"));
            long others = records.stream()
                    .filter(record -> !record.log().equals(GraphReport.RISK_DETECTIONS.name()))
                    .count();
            assertThat(committed.ids()).hasSize((int) others);
        }
    }

    @Test
    void whatExpiredWhileNothingRanIsAGap() throws IOException {
        assertThat(gapsAfterAnOutage(Optional.empty()))
                .containsExactlyInAnyOrder(
                        "signIns 9 days", "directoryAudits 9 days", "signIns 23 days", "directoryAudits 23 days");
    }

    /** A record of that time shows that the tenant keeps its reports for 30 days. */
    @Test
    void whatIsKeptForLongerIsNone() throws IOException {
        assertThat(gapsAfterAnOutage(Optional.of(Duration.ofDays(20))))
                .containsExactlyInAnyOrder("signIns 9 days", "directoryAudits 9 days");
    }

    /** Any tenant that does not sleep has records there. */
    @Test
    void aRecordAtTheBorderOfSevenDaysShowsNothing() throws IOException {
        Duration border = Duration.ofDays(7).minusMinutes(2);
        assertThat(gapsAfterAnOutage(Optional.of(border))).isEqualTo(gapsAfterAnOutage(Optional.empty()));
    }

    /** Of 30 days that are listed again a day at a time, ten are when it is killed. */
    @Test
    void whatIsDoubtfulIsNotForgottenOverARestart() throws IOException {
        assertThat(gapsAfterAnOutage(Optional.empty(), 10)).isEqualTo(gapsAfterAnOutage(Optional.empty()));
        assertThat(gapsAfterAnOutage(Optional.of(Duration.ofDays(20)), 40))
                .isEqualTo(gapsAfterAnOutage(Optional.of(Duration.ofDays(20))));
    }

    private static List<String> gapsAfterAnOutage(Optional<Duration> age) throws IOException {
        return gapsAfterAnOutage(age, 0);
    }

    /**
     * The gaps there are after 40 days.
     *
     * @param age of the one record that is kept, at the end of the outage
     * @param crash after how many parcels the source is stopped, and then started again; 0 for never
     */
    private static List<String> gapsAfterAnOutage(Optional<Duration> age, int crash) throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        Instant later = now.plus(Duration.ofDays(40));
        List<GraphReport> reports = List.of(GraphReport.SIGN_INS_INTERACTIVE, GraphReport.DIRECTORY_AUDITS);
        List<SimulatedRecord> records = age
                .map(later::minus)
                .map(time -> new SimulatedRecord(
                        GraphReport.SIGN_INS_INTERACTIVE.name(),
                        "old",
                        time,
                        "{\"id\":\"old\",\"createdDateTime\":\"%s\"}".formatted(time)))
                .stream()
                .toList();
        Committing committed = new Committing();
        for (Instant start : crash == 0 ? List.of(now, later) : List.of(now, later, later)) {
            committed.crashingAfter(crash > 0 && start.equals(later) && !committed.crashed() ? crash : NEVER);
            SteppedClock clock = new SteppedClock(start, start.plus(Duration.ofHours(1)));
            try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
                GraphSettings settings = daily(GraphSettings.of(microsoft.registration(), reports)
                        .at(microsoft.service())
                        .every(Duration.ofMinutes(30)));
                committed.run(new GraphSource("tenant", settings, clock, new SplittableRandom(1)));
            }
        }
        assertThat(committed.crashed()).isEqualTo(crash > 0);
        assertThat(committed.ids()).hasSize(records.size());
        assertThat(committed.gaps().values()).extracting(Gap::state).containsOnly(Gap.State.FINAL);
        assertThat(committed.conditions(Condition.Lost.class))
                .hasSameSizeAs(committed.gaps().values());
        return committed.gaps().values().stream()
                .map(gap -> "%s %d days"
                        .formatted(
                                gap.log(),
                                Duration.between(gap.from(), gap.to()).toDays()))
                .toList();
    }

    /** In windows of a day, of which there are few in a month. */
    private static GraphSettings daily(GraphSettings usual) {
        return new GraphSettings(
                usual.registration(),
                usual.service(),
                usual.reports(),
                usual.poll(),
                Duration.ofDays(1),
                usual.overlap(),
                usual.sweep(),
                usual.sweepEvery(),
                usual.mostRemembered(),
                usual.limits());
    }

    /** Crashes at random parcels, all faults and a random outage: each record comes once, and none is lost. */
    @Property(tries = 3)
    void crashesAndFaultsNeitherLoseNorDouble(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws IOException {
        collectsAll(seed);
    }

    /** An outage comes while a record is late: the next sweep reaches back to before the last one. */
    @Test
    void whatWasLateWhenAnOutageBeganComes() throws IOException {
        collectsAll(5330);
    }

    private static void collectsAll(long seed) throws IOException {
        Instant now = START.plus(Duration.ofDays(2));
        Instant end = now.plus(Duration.ofDays(2));
        SteppedClock clock = new SteppedClock(now, end);
        List<SimulatedRecord> records = SimulatedTenantRecords.reports(seed, 200, Duration.ofDays(3));
        SplittableRandom random = new SplittableRandom(seed);
        HttpLimits impatient = HttpLimits.USUAL.withAnswering(Duration.ofMillis(400));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.ofSeed(seed, START), clock)) {
            Committing committed = new Committing();
            while (clock.now().isBefore(end)) {
                committed.crashingAfter(random.nextInt(1, 60)).run(source(microsoft, clock, impatient));
            }
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(committed.ids()))
                    .containsAll(microsoft.collectableReports(START, end.minus(Duration.ofHours(10))));
            assertThat(committed.everything())
                    .doesNotContain(microsoft.secrets().toArray(String[]::new));
        }
    }

    private static SimulatedRecord signIn(String id, Instant time) {
        return new SimulatedRecord(
                GraphReport.SIGN_INS_NON_INTERACTIVE.name(),
                id,
                time,
                "{\"id\":\"%s\",\"createdDateTime\":\"%s\"}".formatted(id, time));
    }

    /** They are listed newest first, in pages. */
    @Test
    void recordsOfAWindowComeInTheOrderOfTime() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(1)));
        List<SimulatedRecord> records = IntStream.range(0, 35)
                .mapToObj(i -> signIn("r" + i, START.plusSeconds(100L * i)))
                .toList();
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            assertThat(committed.ids())
                    .containsExactlyElementsOf(
                            records.stream().map(SimulatedRecord::id).toList());
        }
    }

    @Test
    void throttlingIsWaitedOutForAsLongAsItAsksFor() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(6)));
        List<SimulatedRecord> records = SimulatedTenantRecords.reports(3, 100, Duration.ofDays(1));
        Faults throttled = Faults.only(Fault.THROTTLED, 0.2);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, throttled, clock)) {
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            assertThat(committed.ids()).hasSize(100).doesNotHaveDuplicates();
            assertThat(committed.conditions(Condition.Failing.class)).isNotEmpty();
            assertThat(microsoft.early()).isZero();
        }
    }

    /** In ten minutes far more than is held at once, of them in one second more than that again. */
    private static List<SimulatedRecord> burst(Instant from) {
        List<SimulatedRecord> records = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            records.add(signIn("b" + i, from.plusMillis(1_500L * i)));
        }
        for (int i = 0; i < 100; i++) {
            records.add(signIn("s" + i, from.plusSeconds(300).plusMillis(5L * i)));
        }
        return records;
    }

    @Test
    @Timeout(60)
    void aBurstIsListedInShorterWindowsAndHoldsUpNothing() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        Instant end = now.plus(Duration.ofHours(6));
        SteppedClock clock = new SteppedClock(now, end);
        List<SimulatedRecord> records = new ArrayList<>(burst(now.plus(Duration.ofMinutes(90))));
        records.addAll(SimulatedTenantRecords.reports(3, 100, Duration.ofHours(30)));
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.NONE, clock)) {
            HttpLimits little = HttpLimits.USUAL.withBody(4_000);
            Committing committed = new Committing().run(source(microsoft, clock, little));
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(committed.ids()))
                    .containsAll(microsoft.collectableReports(START, end.minus(Duration.ofHours(2))));
            assertThat(committed.conditions()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void idsThatAreForgottenAreNotListedAgain() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        SteppedClock clock = new SteppedClock(now, now.plus(Duration.ofHours(4)));
        try (SimulatedMicrosoft microsoft =
                new SimulatedMicrosoft(burst(now.minus(Duration.ofHours(2))), Faults.NONE, clock)) {
            GraphSource usual = source(microsoft, clock, HttpLimits.USUAL);
            Committing committed = new Committing();
            for (int crashes = 0; crashes < 3; crashes++) {
                committed.crashingAfter(crashes < 2 ? 3 : NEVER);
                committed.run(new GraphSource("tenant", usual.settings().remembering(30), clock, usual.random()));
            }
            assertThat(committed.ids()).hasSize(500).doesNotHaveDuplicates();
            assertThat(committed.cursor().below("SIGN_INS_NON_INTERACTIVE/seen/"))
                    .hasSizeLessThanOrEqualTo(30);
        }
    }

    @Test
    void whereAllReportsAreDeniedTheyAreTriedAgain() throws IOException {
        Instant now = START.plus(Duration.ofDays(1));
        Instant end = now.plus(Duration.ofHours(3));
        SteppedClock clock = new SteppedClock(now, end);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(List.of(), Faults.NONE, clock)) {
            GraphReport.ALL.forEach(microsoft::denyReport);
            Committing committed = new Committing().run(source(microsoft, clock, HttpLimits.USUAL));
            assertThat(committed.conditions())
                    .hasSize(GraphReport.ALL.size())
                    .allMatch(Condition.Denied.class::isInstance);
            assertThat(microsoft.requests()).isGreaterThan(4L * GraphReport.ALL.size());
            assertThat(clock.now()).isAfter(end);
        }
    }
}
