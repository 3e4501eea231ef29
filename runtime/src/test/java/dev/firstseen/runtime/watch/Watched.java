package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Source;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A service over some hours of the example, with what the tests of it have in common. */
abstract class Watched {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T00:00:00Z"), ZoneOffset.UTC);

    static List<Load> loads = List.of();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @BeforeAll
    static void readExample() throws IOException {
        loads = SimulatedTenant.of(Path.of(System.getProperty("firstseen.root"), "examples")).feed().stream()
                .filter(record -> record.time().isAfter(CLOCK.instant().minus(Duration.ofDays(9)))
                        && record.time().isBefore(CLOCK.instant().minus(Duration.ofDays(7))))
                .map(record -> new Load(record.id(), record.json().getBytes(StandardCharsets.UTF_8), record.time()))
                .toList();
    }

    /** Hands some loads over and does what the test wants then. */
    record Given(List<Load> loads, Then then) implements Source {
        interface Then {
            void run(Intake intake) throws InterruptedException;
        }

        @Override
        public String name() {
            return "given";
        }

        @Override
        public void run(Cursor cursor, Intake intake) throws InterruptedException {
            intake.accept(Parcel.of(name(), loads, CursorChange.NONE, List.of()));
            then.run(intake);
        }
    }

    /** Remembers what it was sent, or takes nothing. */
    record Listener(List<String> heard, boolean takes) implements Sink {
        Listener(boolean takes) {
            this(Collections.synchronizedList(new ArrayList<>()), takes);
        }

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Delivery deliver(List<Notice> notices) {
            if (!takes) {
                return Delivery.all(notices.size(), new Outcome.Retry("It is away."));
            }
            notices.forEach(notice -> heard.add(notice.id()));
            return Delivery.all(notices.size(), Outcome.Taken.TAKEN);
        }

        @Override
        public void close() {}
    }

    Watch start(Source source, Map<String, Sink> sinks, Store store, boolean once) {
        Map<String, Outlet> outlets = sinks.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Outlet.of(entry.getValue())));
        return Watch.start(
                new Watch.Setup(
                        WatchProcess.plan(CLOCK.instant(), List.copyOf(sinks.keySet())),
                        List.of(source),
                        outlets,
                        Keeping.of(Duration.ofDays(60)),
                        CLOCK,
                        () -> 0,
                        once),
                store,
                new OperationsLog(new PrintStream(logged, true, StandardCharsets.UTF_8), CLOCK));
    }

    Store open() {
        return Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")));
    }

    static List<String> shown(Store store) {
        return store.read(transaction -> transaction.alerts().newest(1_000)).stream()
                .filter(alert -> alert.state() == Alerts.State.SHOWN)
                .map(Alerts.Stored::id)
                .toList();
    }

    /** Waits until the first half is committed: {@code given} is told. */
    static Source half(CountDownLatch committed) {
        return new Given(List.of(), intake -> {
            Parcel half = Parcel.of("given", loads.subList(0, loads.size() / 2), CursorChange.NONE, List.of());
            intake.accept(half.heardBy(_ -> committed.countDown()));
            new CountDownLatch(1).await();
        });
    }

    /** What was logged so far. */
    String logged() {
        return logged.toString(StandardCharsets.UTF_8);
    }
}
