package dev.firstseen.cli;

import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.simulation.FastClock;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.demo.ReplaySource;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.live.RecordReading;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.watch.OperationsLog;
import dev.firstseen.runtime.watch.Outlet;
import dev.firstseen.runtime.watch.Watch;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** {@code firstseen watch --demo}: the service over the example, told by our own fake of Microsoft's services in fast time. */
final class Demonstration {
    /** So many times as fast as real time: two weeks in a minute. */
    private static final long FACTOR = 20_000;

    private static final Duration AFTERWARDS = Duration.ofHours(12);

    private Demonstration() {}

    static int run(PrintWriter out, PrintWriter errors) throws IOException {
        SimulatedTenant tenant = SimulatedTenant.of(OwnRules.home("examples", "--config"));
        Path folder = Files.createTempDirectory("firstseen-demo");
        FastClock clock = new FastClock(tenant.first(), FACTOR);
        InstantSource source = clock::now;
        Clock time = source.withZone(ZoneOffset.UTC);
        OperationsLog log = new OperationsLog(System.err, time);
        out.println("Two weeks of a simulated tenant in a minute; its services fail now and then, as Microsoft's do.");
        try (SimulatedMicrosoft microsoft =
                        new SimulatedMicrosoft(tenant.feed(), Faults.ofSeed(1, tenant.first()), clock);
                Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")))) {
            Office365Settings settings = Office365Settings.of(microsoft.registration(), Office365Settings.CONTENT_TYPES)
                    .at(microsoft.service())
                    .every(Duration.ofMinutes(10))
                    // A service that hangs does so in real time, of which there is little.
                    .within(HttpLimits.USUAL.withAnswering(Duration.ofMillis(500)));
            Watch.Setup setup = new Watch.Setup(
                    plan(clock.now(), errors),
                    List.of(
                            new Office365Source("office365", settings, clock, new SplittableRandom()),
                            new ReplaySource("diagnostics", tenant.stream(), clock)),
                    Map.of("terminal", Outlet.of(new TerminalSink(out))),
                    Duration.ofDays(30),
                    time,
                    false);
            try (Watch watch = Watch.start(setup, store, log)) {
                clock.pause(Duration.between(clock.now(), tenant.last().plus(AFTERWARDS)));
                watch.settle();
            }
            out.println("That was the demonstration. 'firstseen init' writes a configuration for a tenant of yours.");
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            remove(folder);
        }
    }

    private static Live.Plan plan(Instant now, PrintWriter errors) {
        List<Rule> rules = OwnRules.get().rules();
        Networks networks = Networks.bundled();
        return new Live.Plan(
                RuleFolder.compile(rules, MicrosoftFields.INSTANCE, now),
                LiveTime.AVAILABLE,
                Duration.ofDays(7),
                true,
                new RecordReading(AuditSettings.NONE, new NetworkEnrichment(networks)),
                new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                InvestigationOptions.playbooks(List.of(), errors),
                List.of("terminal"),
                networks.tables());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
