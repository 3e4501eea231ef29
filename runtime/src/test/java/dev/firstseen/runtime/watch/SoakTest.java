package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.graph.GraphSettings;
import dev.firstseen.collect.graph.GraphSource;
import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service over the example's two weeks again and again, while Microsoft's services fail: after each time its alerts are
 * those of a scan of all records, and it remembers and keeps no more than after the second, however long it goes on.
 * {@code -Dfirstseen.soak=40 -Dtest.timeout=2h} repeats them so often, at a minute and a half each; three are the least that
 * says something.
 */
@EnabledIfSystemProperty(named = "firstseen.soak", matches = "\\d+")
class SoakTest {
    private static final int TIMES = Integer.getInteger("firstseen.soak", 0);
    /** Two weeks of records, and some days in which all is settled. */
    private static final Duration PERIOD = Duration.ofDays(18);

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 2);
    private static final Instant BEGIN = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    /** What is listed latest is listed by then, and looked for again. */
    private static final Duration AFTERWARDS = Duration.ofHours(30);

    private static final Duration TOO_LATE = Duration.ofDays(4);
    private static final Duration RETENTION = Duration.ofDays(20);
    private static final Pattern DAY = Pattern.compile("2026-03-\\d\\d(?=T)");
    private static final long FACTOR = 20_000;
    private static final Duration POLL = Duration.ofHours(1);
    private static final HttpLimits IMPATIENT = HttpLimits.USUAL.withAnswering(Duration.ofMillis(300));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    /** The records of one of the times: later, and with other ids. */
    private static List<SimulatedRecord> again(List<SimulatedRecord> records, int time) {
        Duration later = PERIOD.multipliedBy(time);
        return records.stream()
                .map(record -> {
                    String id = "%s-%d".formatted(record.id(), time);
                    String json = DAY.matcher(record.json().replace(record.id(), id))
                            .replaceAll(day -> LocalDate.parse(day.group())
                                    .plusDays(later.toDays())
                                    .toString());
                    return new SimulatedRecord(record.log(), id, record.time().plus(later), json);
                })
                .toList();
    }

    /** What there is after one of the times, that may grow. */
    private record Kept(long terms, long counted, long archived, long alerts, long incidents, long notices) {
        static Kept of(Store store) {
            return store.read(transaction -> new Kept(
                    transaction.terms().size(),
                    transaction.counted().size(),
                    transaction.archive().size().records(),
                    transaction.alerts().count().values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    transaction.incidents().newest(100_000).size(),
                    transaction.outbox().backlog().values().stream()
                            .mapToLong(each -> each.waiting() + each.dead())
                            .sum()));
        }

        boolean isAtMost(Kept other) {
            return isAtMost(terms, other.terms)
                    && isAtMost(counted, other.counted)
                    && isAtMost(archived, other.archived)
                    && isAtMost(alerts, other.alerts)
                    && isAtMost(incidents, other.incidents)
                    && notices == 0;
        }

        /** A tenth more: what is let go of goes by the hour and the block. */
        private static boolean isAtMost(long one, long other) {
            return one <= other + other / 10 + 10;
        }
    }

    @Test
    void findsTheSameAndKeepsNoMoreHoweverLongItRuns() throws Exception {
        List<SimulatedRecord> once = SimulatedTenant.of(
                        Path.of(System.getProperty("firstseen.root"), "examples/device-code-phishing"))
                .records();
        List<SimulatedRecord> records = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            records.addAll(again(once, time));
        }
        HeldClock clock = new HeldClock(BEGIN, FACTOR);
        List<Kept> kept = new ArrayList<>();
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.ofSeed(5, BEGIN), clock);
                Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")));
                Watch watch = start(microsoft, clock, store)) {
            clock.go();
            for (int time = 0; time < TIMES; time++) {
                Instant from = BEGIN.plus(PERIOD.multipliedBy(time));
                Instant until = from.plus(Duration.ofDays(14));
                passes(clock, until.plus(AFTERWARDS), watch);
                Set<String> expected = scanned(collectable(records, microsoft, until), from, until);
                while (!standing(store, from, until).equals(expected)
                        && clock.now().isBefore(until.plus(TOO_LATE))) {
                    passes(clock, clock.now().plus(Duration.ofHours(1)), watch);
                }
                assertThat(standing(store, from, until)).isEqualTo(expected).isNotEmpty();
                kept.add(Kept.of(store));
            }
        }
        assertThat(kept.subList(2, TIMES)).allMatch(each -> each.isAtMost(kept.get(1)), "at most " + kept.get(1));
        assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain("investigation.failed");
    }

    private static void passes(HeldClock clock, Instant until, Watch watch) throws InterruptedException {
        while (clock.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        watch.settle();
    }

    /** What a perfect collector has got of some records; the rest is lost to all. */
    private static List<SimulatedRecord> collectable(
            List<SimulatedRecord> records, SimulatedMicrosoft microsoft, Instant until) {
        Set<String> ids = new HashSet<>(microsoft.collectable(BEGIN, until.plus(TOO_LATE)));
        ids.addAll(microsoft.collectableReports(BEGIN, until.plus(TOO_LATE)));
        return records.stream().filter(record -> ids.contains(record.id())).toList();
    }

    /**
     * Which rules a scan says that records raised by events of a stretch: rule and event, since the records of a report do
     * not tell their tenant, by which alerts differ.
     */
    private static Set<String> scanned(List<SimulatedRecord> records, Instant from, Instant until) throws IOException {
        byte[] lines = records.stream()
                .map(record -> record.json().replaceAll("[\r\n]", " "))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        ScanPlan plan =
                ScanPlan.of(WatchProcess.plan(BEGIN, List.of()).rules(), new NetworkEnrichment(Networks.bundled()));
        try (Contents contents = Contents.of(List.of(Contents.STANDARD_INPUT), new ByteArrayInputStream(lines));
                ScanResult result = Scan.run(plan, contents)) {
            return result.alerts().stream()
                    .filter(alert -> isIn(alert.event().time(), from, until))
                    .map(alert -> alert.rule().id() + " " + alert.event().id())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> standing(Store store, Instant from, Instant until) {
        return store.read(transaction -> transaction.alerts().newest(100_000)).stream()
                .filter(alert -> alert.state() != Alerts.State.WITHDRAWN && isIn(alert.eventTime(), from, until))
                .map(alert -> alert.rule() + " " + alert.eventId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isIn(long time, Instant from, Instant until) {
        return time >= from.toEpochMilli() && time < until.toEpochMilli();
    }

    private Watch start(SimulatedMicrosoft microsoft, HeldClock clock, Store store) {
        Source office365 = new Office365Source(
                "office365",
                Office365Settings.of(microsoft.registration(), Office365Settings.USUAL_TYPES)
                        .at(microsoft.service())
                        .every(POLL)
                        .within(IMPATIENT),
                clock,
                new SplittableRandom());
        Source graph = new GraphSource(
                "graph",
                GraphSettings.of(microsoft.registration(), GraphReport.ALL)
                        .at(microsoft.service())
                        .every(POLL)
                        .within(IMPATIENT),
                clock,
                new SplittableRandom());
        Live.Plan plan = WatchProcess.plan(clock.now(), List.of());
        InstantSource time = clock::now;
        Clock asClock = time.withZone(ZoneOffset.UTC);
        return Watch.start(
                new Watch.Setup(
                        new Live.Plan(
                                plan.rules(),
                                true,
                                LiveTime.OCCURRED,
                                Duration.ofDays(7),
                                true,
                                plan.reading(),
                                plan.exemptions(),
                                plan.playbooks(),
                                List.of(),
                                plan.networkTables()),
                        List.of(office365, graph),
                        Map.of(),
                        new Keeping(RETENTION, OptionalLong.empty(), Duration.ofMillis(200)),
                        asClock,
                        () -> clock.now().toEpochMilli() * 1_000_000,
                        false),
                store,
                new OperationsLog(new PrintStream(logged, true, StandardCharsets.UTF_8), asClock));
    }
}
