package dev.firstseen.cli;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.graph.GraphSettings;
import dev.firstseen.collect.graph.GraphSource;
import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.simulation.FastClock;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.runtime.configuration.Configuration;
import dev.firstseen.runtime.demo.ReplaySource;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.watch.Keeping;
import dev.firstseen.runtime.watch.OperationsLog;
import dev.firstseen.runtime.watch.Outlet;
import dev.firstseen.runtime.watch.Watch;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** {@code firstseen watch --demo}: the service over the example, told by our own fake of Microsoft's services in fast time. */
final class Demonstration {
    /** So many times as fast as real time: two weeks in a minute. */
    private static final long FACTOR = 20_000;

    private static final Duration AFTERWARDS = Duration.ofHours(12);

    private static final Duration POLL = Duration.ofMinutes(10);

    /** A service that hangs does so in real time, of which there is little. */
    private static final HttpLimits IMPATIENT = HttpLimits.USUAL.withAnswering(Duration.ofMillis(500));

    private Demonstration() {}

    static int run(PrintWriter out, PrintWriter errors) throws IOException {
        SimulatedTenant tenant = SimulatedTenant.of(OwnRules.home("examples", "--config"));
        Path folder = Files.createTempDirectory("firstseen-demo");
        // Also when it is stopped in the middle.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> remove(folder)));
        StoreSettings database = new StoreSettings.SqliteFile(folder.resolve("firstseen.db"));
        FastClock clock = new FastClock(tenant.first(), FACTOR);
        InstantSource source = clock::now;
        Clock time = source.withZone(ZoneOffset.UTC);
        LongSupplier ticks = () -> Duration.between(tenant.first(), clock.now()).toNanos();
        AtomicLong failures = new AtomicLong();
        // They are part of the play: written down, they would hide the alerts.
        OperationsLog log = new OperationsLog(System.err, time, event -> {
            if (event.equals(OperationsLog.SOURCE_FAILING)) {
                failures.incrementAndGet();
            }
            return !event.equals(OperationsLog.SOURCE_FAILING) && !event.equals(OperationsLog.SOURCE_RECOVERED);
        });
        out.println("Two weeks of a simulated tenant in a minute; its services fail now and then, as Microsoft's do.");
        try (SimulatedMicrosoft microsoft =
                        new SimulatedMicrosoft(tenant.id(), tenant.records(), Faults.ofSeed(1, tenant.first()), clock);
                Store store = Stores.open(database)) {
            Configuration configuration = configuration(
                    database,
                    List.of(
                            office365(microsoft, clock),
                            graph(microsoft, clock),
                            new ReplaySource("diagnostics", tenant.stream(), clock)),
                    Outlet.of(new TerminalSink(out)));
            Watch.Setup setup = ServiceOptions.setup(configuration, time, ticks, false, errors);
            try (Watch watch = Watch.start(setup, store, log)) {
                clock.pause(Duration.between(clock.now(), tenant.last().plus(AFTERWARDS)));
                watch.settle();
            }
            tellWhatStands(store, out);
            out.printf("Meanwhile the services failed %,d times and were asked again.%n", failures.get());
            out.println("That was the demonstration. 'firstseen init' writes a configuration for a tenant of yours.");
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Some that were told were withdrawn since, or are counted on one that came later and happened before. */
    private static void tellWhatStands(Store store, PrintWriter out) {
        long shown =
                store.<Long>read(transaction -> transaction.alerts().count().getOrDefault(Alerts.State.SHOWN, 0L));
        out.printf("%,d alerts stand at the end.%n", shown);
    }

    private static Source office365(SimulatedMicrosoft microsoft, FastClock clock) {
        Office365Settings settings = Office365Settings.of(microsoft.registration(), Office365Settings.USUAL_TYPES)
                .at(microsoft.service())
                .every(POLL)
                .within(IMPATIENT);
        return new Office365Source("office365", settings, clock, new SplittableRandom());
    }

    private static Source graph(SimulatedMicrosoft microsoft, FastClock clock) {
        GraphSettings settings = GraphSettings.of(microsoft.registration(), GraphReport.ALL)
                .at(microsoft.service())
                .every(POLL)
                .within(IMPATIENT);
        return new GraphSource("graph", settings, clock, new SplittableRandom());
    }

    /** As {@code firstseen init} writes it, but for where the records come from and what is told. */
    private static Configuration configuration(StoreSettings database, List<Source> sources, Outlet terminal) {
        SequencedMap<String, Outlet> sinks = new LinkedHashMap<>();
        sinks.put("terminal", terminal);
        return new Configuration(
                database,
                List.of(),
                List.of(),
                Optional.empty(),
                LiveTime.AVAILABLE,
                Duration.ofDays(7),
                true,
                Keeping.of(Duration.ofDays(30)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sources,
                sinks);
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException failure) {
            System.err.println("firstseen: %s is left behind: %s".formatted(folder, failure.getMessage()));
        }
    }
}
