package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.http.HttpLimits;
import dev.firstseen.collect.identity.AppRegistration;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.file.FileSettings;
import dev.firstseen.deliver.sink.file.NdjsonFileSink;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.live.RecordReading;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A service in a process of its own, to be killed: {@code SERVICE CLIENT FOLDER NOW FACTOR DATABASE}, the secret in the environment. */
final class WatchProcess {
    static final String SECRET = "FIRSTSEEN_TEST_SECRET";
    static final String TOLD = "told.ndjson";

    static final String LOG = "log.ndjson";

    private WatchProcess() {}

    /** Each process goes on where the one before was killed. */
    private static PrintStream append(Path file) {
        try {
            return new PrintStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true,
                    StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static void main(String[] arguments) throws Exception {
        URI service = URI.create(arguments[0]);
        AppRegistration registration =
                new AppRegistration(SimulatedMicrosoft.TENANT, arguments[1], Secret.of(System.getenv(SECRET)), service);
        HeldClock clock = new HeldClock(Instant.parse(arguments[3]), Long.parseLong(arguments[4]));
        try (Store store = Stores.open(database(arguments[5]));
                Watch watch = start(registration, service, Path.of(arguments[2]), clock, store)) {
            System.out.println("started");
            clock.go();
            watch.await();
        }
    }

    /** A file, or PostgreSQL's URL, where whoever asks is let in. */
    static StoreSettings database(String place) {
        return place.startsWith("jdbc:")
                ? new StoreSettings.Postgres(place, "postgres", Secret.of("any"))
                : new StoreSettings.SqliteFile(Path.of(place));
    }

    /** Our rules and playbooks. */
    static Live.Plan plan(Instant now, List<String> sinks) {
        Path root = Path.of(System.getProperty("firstseen.root"));
        Networks networks = Networks.bundled();
        return new Live.Plan(
                RuleFolder.compile(
                        RuleFolder.read(List.of(root.resolve("rules")), MicrosoftFields.INSTANCE)
                                .rules(),
                        MicrosoftFields.INSTANCE,
                        now),
                true,
                LiveTime.AVAILABLE,
                Duration.ofDays(7),
                true,
                new RecordReading(AuditSettings.NONE, new NetworkEnrichment(networks)),
                new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                PlaybookFolder.read(List.of(root.resolve("playbooks")), MicrosoftFields.INSTANCE)
                        .playbooks(),
                sinks,
                networks.tables());
    }

    static Watch start(AppRegistration registration, URI service, Path folder, SourceClock clock, Store store) {
        Source source = new Office365Source(
                "office365",
                Office365Settings.of(registration, Office365Settings.USUAL_TYPES)
                        .at(service)
                        .every(Duration.ofMinutes(20))
                        .within(HttpLimits.USUAL.withAnswering(Duration.ofMillis(800))),
                clock,
                new SplittableRandom());
        InstantSource time = clock::now;
        Clock asClock = time.withZone(ZoneOffset.UTC);
        Outlet file = Outlet.of(new NdjsonFileSink(new FileSettings(folder.resolve(TOLD), Payload.ECS, 1L << 30, 1)));
        OperationsLog log = new OperationsLog(append(folder.resolve(LOG)), asClock);
        return Watch.start(
                new Watch.Setup(
                        plan(clock.now(), List.of("file")),
                        List.of(source),
                        Map.of("file", file),
                        Keeping.of(Duration.ofDays(60)),
                        asClock,
                        () -> clock.now().toEpochMilli() * 1_000_000,
                        false),
                store,
                log);
    }
}
