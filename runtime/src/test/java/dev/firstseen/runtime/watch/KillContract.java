package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.engine.event.Document;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is killed again and again while Microsoft's services fail in every way there is: at the end it has the
 * alerts, incidents, memory and cursor of one that was never interrupted, has told of each alert, and its log holds no secret.
 * What is listed as late as they ever list it is found by the sweep after the next start; what has expired when it is listed
 * is lost to both. {@code -Dfirstseen.kills=200 -Dtest.timeout=2h} kills it so often.
 */
abstract class KillContract {
    private static final Instant BEGIN = Instant.parse("2026-03-11T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-12T12:00:00Z");
    /** The simulated time after which all was listed, at most 20 hours late, and looked for again; then all is settled. */
    private static final Duration AFTERWARDS = Duration.ofHours(24);

    private static final Duration TOO_LATE = Duration.ofDays(6);

    private static final int KILLS = Integer.getInteger("firstseen.kills", 4);

    @TempDir
    private Path folder;

    /** An empty database that a process of its own can open too; with a folder that it may use. */
    abstract StoreSettings database(Path own) throws Exception;

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        Random random = new Random(7);
        List<SimulatedRecord> records =
                SimulatedTenant.of(Path.of(System.getProperty("firstseen.root"), "examples")).feed().stream()
                        .filter(record ->
                                !record.time().isBefore(BEGIN) && record.time().isBefore(END))
                        .toList();
        // So that most kills fall into the time in which records come.
        long factor = Math.max(60, Duration.between(BEGIN, END).toMillis() / (2_000L * KILLS));
        HeldClock clock = new HeldClock(BEGIN, factor);
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Path whole = Files.createDirectory(folder.resolve("whole"));
        StoreSettings database = database(killed);
        StoreSettings undisturbed = database(whole);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records, Faults.ofSeed(3, BEGIN), clock);
                Store other = Stores.open(undisturbed);
                Watch uninterrupted = start(microsoft, whole, clock, other)) {
            for (int i = 0; i < KILLS; i++) {
                Process process = startProcess(microsoft, killed, database, clock, factor);
                assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
                        .isEqualTo("started");
                clock.go();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                clock.hold();
                process.destroyForcibly().waitFor();
            }
            try (Store one = Stores.open(database);
                    Watch last = start(microsoft, killed, clock, one)) {
                clock.go();
                Ended ended;
                Ended expected;
                do {
                    TimeUnit.MILLISECONDS.sleep(200);
                    last.settle();
                    uninterrupted.settle();
                    ended = Ended.of(one, database, END);
                    expected = Ended.of(other, undisturbed, END);
                } while (clock.now().isBefore(END.plus(AFTERWARDS))
                        || (!ended.equals(expected) && clock.now().isBefore(END.plus(TOO_LATE))));
                assertThat(ended.shown()).isEqualTo(expected.shown()).isNotEmpty();
                assertThat(ended.incidents()).isEqualTo(expected.incidents()).isNotEmpty();
                assertThat(ended.terms()).isEqualTo(expected.terms()).isNotEmpty();
                assertThat(ended.counted()).isEqualTo(expected.counted());
                assertThat(ended.known()).isEqualTo(expected.known()).isNotEmpty();
                assertThat(ended.reached()).isEqualTo(expected.reached()).isNotEmpty();
                assertThat(ended.waiting()).isEqualTo(expected.waiting()).isEmpty();
                assertThat(told(killed)).containsAll(ended.shown());
                assertThat(written(killed))
                        .contains("service.started")
                        .doesNotContain(microsoft.registration().clientSecret().reveal());
            }
        }
    }

    private static Watch start(SimulatedMicrosoft microsoft, Path folder, HeldClock clock, Store store) {
        return WatchProcess.start(microsoft.registration(), microsoft.service(), folder, clock, store);
    }

    private static Process startProcess(
            SimulatedMicrosoft microsoft, Path folder, StoreSettings database, HeldClock clock, long factor)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfirstseen.root=" + System.getProperty("firstseen.root"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WatchProcess.class.getName(),
                microsoft.service().toString(),
                microsoft.registration().clientId(),
                folder.toString(),
                clock.now().toString(),
                Long.toString(factor),
                switch (database) {
                    case StoreSettings.SqliteFile(Path file) -> file.toString();
                    case StoreSettings.Postgres postgres -> postgres.url();
                });
        builder.environment()
                .put(
                        WatchProcess.SECRET,
                        microsoft.registration().clientSecret().reveal());
        builder.redirectError(new File(folder.toFile(), "errors.txt"));
        return builder.start();
    }

    /** What the processes logged and complained of. */
    private static String written(Path folder) throws IOException {
        return Files.readString(folder.resolve(WatchProcess.LOG)) + Files.readString(folder.resolve("errors.txt"));
    }

    private static Set<String> told(Path folder) throws IOException {
        Set<String> told = new TreeSet<>();
        for (String line : Files.readAllLines(folder.resolve(WatchProcess.TOLD))) {
            new WrittenFields(new Document(JsonText.object(line.getBytes(StandardCharsets.UTF_8))))
                    .text("kibana.alert.uuid")
                    .ifPresent(told::add);
        }
        return told;
    }
}
