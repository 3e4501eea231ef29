package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.Receipt;
import dev.firstseen.collect.Source;
import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.engine.event.Document;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T00:00:00Z"), ZoneOffset.UTC);

    private static final byte[] NOTICE = NoticeJson.bytes(
            new Notice.AlertRaised("1", 0, new Document(new Json().put("a", "b").build())));

    private static List<Load> loads = List.of();

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
    private record Given(List<Load> loads, Then then) implements Source {
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
    private record Listener(List<String> heard, boolean takes) implements Sink {
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

    private Watch start(Source source, Map<String, Sink> sinks, Store store, boolean once) {
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

    private Store open() {
        return Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")));
    }

    private static List<String> shown(Store store) {
        return store.read(transaction -> transaction.alerts().newest(1_000)).stream()
                .filter(alert -> alert.state() == Alerts.State.SHOWN)
                .map(Alerts.Stored::id)
                .toList();
    }

    @Test
    void onceItEndsWhenAllIsToldToThoseWhoListen() throws Exception {
        Listener listening = new Listener(true);
        Listener away = new Listener(false);
        try (Store store = open();
                Watch watch =
                        start(new Given(loads, _ -> {}), Map.of("listening", listening, "away", away), store, true)) {
            assertThat(watch.await()).isEmpty();
            assertThat(listening.heard()).containsAll(shown(store)).isNotEmpty();
            List<Outbox.Entry> unsent =
                    store.read(transaction -> transaction.outbox().next("away", Long.MAX_VALUE, 10_000));
            assertThat(unsent).extracting(Outbox.Entry::id).containsExactlyElementsOf(listening.heard());
            assertThat(logged.toString(StandardCharsets.UTF_8))
                    .contains(listening.heard().size() + " notices wait for the sink until the next start.");
        }
    }

    @Test
    void whatIsLostIsCountedAndWhatFailsIsToldUntilItRecovers() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch recover = new CountDownLatch(1);
        CountDownLatch recovered = new CountDownLatch(1);
        Source source = new Given(List.of(), intake -> {
            intake.report(new Condition.Lost("a blob", Condition.Reason.EXPIRED, "It is gone."));
            intake.report(new Condition.Failing("the service", CLOCK.instant(), "It is down.", CLOCK.instant()));
            reported.countDown();
            recover.await();
            intake.report(new Condition.Recovered("the service", CLOCK.instant(), "It is up."));
            recovered.countDown();
        });
        try (Store store = open();
                Watch watch = start(source, Map.of(), store, false)) {
            reported.await();
            assertThat(watch.troubles())
                    .containsExactly(new Trouble(Trouble.Kind.SOURCE, "given, the service: It is down."));
            assertThat(watch.measured()).contains("firstseen_source_lost{reason=\"expired\",source=\"given\"} 1.0");
            recover.countDown();
            recovered.await();
            assertThat(watch.troubles()).isEmpty();
        }
    }

    @Test
    void aLoadThatCannotBeReadIsToldAndCountedAndTheOthersAreCommitted() throws Exception {
        List<Load> withBroken = new ArrayList<>(loads);
        withBroken.add(0, new Load("broken.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3}, CLOCK.instant()));
        Listener listening = new Listener(true);
        try (Store store = open();
                Watch watch = start(new Given(withBroken, _ -> {}), Map.of("listening", listening), store, true)) {
            assertThat(watch.await()).isEmpty();
            assertThat(logged.toString(StandardCharsets.UTF_8)).contains("load.unreadable", "broken.gz");
            assertThat(watch.measured()).contains("firstseen_loads_unreadable_total 1.0");
            assertThat(listening.heard()).isNotEmpty();
            assertThat(store.<Map<Rejects.Kind, Long>>read(
                            transaction -> transaction.rejects().count()))
                    .containsEntry(new Rejects.Kind("given", "It could not be read, or not to its end."), 1L);
        }
    }

    @Test
    void whoHandsAParcelOverHearsHowMuchOfItCouldBeUsed() throws Exception {
        List<Receipt> receipts = new CopyOnWriteArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes("no record\n".getBytes(StandardCharsets.UTF_8));
        lines.writeBytes(loads.getFirst().bytes());
        Load some = new Load("some", lines.toByteArray(), CLOCK.instant(), Load.Form.LINES);
        Load broken = new Load("broken.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3}, CLOCK.instant());
        Source source = new Given(List.of(), intake -> {
            for (List<Load> each : List.of(List.of(broken, some), List.of(loads.getLast()))) {
                intake.accept(new Parcel("given", each, CursorChange.NONE, List.of(), receipts::add));
            }
        });
        try (Store store = open();
                Watch watch = start(source, Map.of(), store, true)) {
            assertThat(watch.await()).isEmpty();
        }
        assertThat(receipts).hasSize(2);
        assertThat(receipts.getFirst().usable()).isEqualTo(1);
        assertThat(receipts.getFirst().unusable()).isEqualTo(1);
        assertThat(receipts.getFirst().failures()).hasSize(1);
        assertThat(receipts.getLast()).isEqualTo(new Receipt(1, 0, List.of()));
    }

    /** Waits until the first half is committed: {@code given} is told. */
    private static Source half(CountDownLatch committed) {
        return new Given(List.of(), intake -> {
            Parcel half = Parcel.of("given", loads.subList(0, loads.size() / 2), CursorChange.NONE, List.of());
            intake.accept(
                    new Parcel(half.source(), half.loads(), half.change(), half.gaps(), _ -> committed.countDown()));
            new CountDownLatch(1).await();
        });
    }

    @Test
    void closedInTheMiddleItGoesOnAtTheNextStart() throws Exception {
        Listener first = new Listener(true);
        CountDownLatch committed = new CountDownLatch(1);
        try (Store store = open()) {
            try (Watch _ = start(half(committed), Map.of("listening", first), store, false)) {
                committed.await();
            }
            assertThat(shown(store)).isNotEmpty();
            Listener second = new Listener(true);
            try (Watch watch = start(new Given(loads, _ -> {}), Map.of("listening", second), store, true)) {
                assertThat(watch.await()).isEqualTo(Optional.empty());
            }
            assertThat(first.heard()).doesNotContainAnyElementsOf(second.heard());
            List<String> all = new ArrayList<>(first.heard());
            all.addAll(second.heard());
            assertThat(all).containsAll(shown(store));
        }
    }

    /** Hands over parcels of which each moves the cursor on, from where it stands. */
    private record Steps(int count, CountDownLatch handedOver) implements Source {
        @Override
        public String name() {
            return "steps";
        }

        @Override
        public void run(Cursor cursor, Intake intake) throws InterruptedException {
            int begin = cursor.get("at").map(Integer::parseInt).orElse(0);
            // Larger than what is read as one, so that each is committed by itself.
            byte[] blank = new byte[7 << 20];
            Arrays.fill(blank, (byte) ' ');
            for (int i = begin; i < count; i++) {
                List<Load> some =
                        new ArrayList<>(loads.subList(loads.size() * i / count, loads.size() * (i + 1) / count));
                some.add(new Load("blank", blank, CLOCK.instant()));
                intake.accept(Parcel.of(
                        name(),
                        some,
                        new CursorChange.Builder()
                                .put("at", Integer.toString(i + 1))
                                .build(),
                        List.of()));
            }
            handedOver.countDown();
        }
    }

    /** Refuses, for now, what a thread writes or reads, so many times. */
    private record Refusing(Store store, String thread, AtomicInteger times, CountDownLatch refused) implements Store {
        private void refuse() {
            if (Thread.currentThread().getName().equals(thread) && times.getAndDecrement() > 0) {
                refused.countDown();
                throw new StoreException("The disk is full.", true, null);
            }
        }

        @Override
        public <R> R write(Work<R> work) {
            refuse();
            return store.write(work);
        }

        @Override
        public <R> R read(Work<R> work) {
            refuse();
            return store.read(work);
        }

        @Override
        public long size() {
            return store.size();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void aStoreThatRefusesIsATroubleUntilItTakesRecordsAgain() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger(Integer.MAX_VALUE);
        try (Store store = open();
                Watch watch = start(
                        half(committed), Map.of(), new Refusing(store, "firstseen commit", times, refused), false)) {
            refused.await();
            while (watch.troubles().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(watch.troubles()).containsExactly(new Trouble(Trouble.Kind.STORE, "The disk is full."));
            assertThat(watch.measured())
                    .contains("firstseen_troubles{kind=\"store\"} 1.0", "firstseen_troubles{kind=\"sink\"} 0.0");
            times.set(0);
            committed.await();
            while (!watch.troubles().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(watch.measured()).contains("firstseen_troubles{kind=\"store\"} 0.0");
            assertThat(logged.toString(StandardCharsets.UTF_8)).contains("store.failing", "store.recovered");
        }
    }

    @Test
    void aSourceThatBreaksIsATrouble() throws Exception {
        CountDownLatch broken = new CountDownLatch(1);
        Source source = new Given(List.of(), _ -> {
            broken.countDown();
            throw new IllegalStateException("It is broken.");
        });
        try (Store store = open();
                Watch watch = start(source, Map.of(), store, false)) {
            broken.await();
            while (watch.troubles().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(watch.troubles())
                    .containsExactly(new Trouble(
                            Trouble.Kind.SOURCE,
                            "given broke and is started again: java.lang.IllegalStateException: It is broken."));
            assertThat(watch.measured()).contains("firstseen_source_breaks{source=\"given\"} 1.0");
        }
    }

    @Test
    void aSourceThatSaysNoMoreFallsBehind() throws Exception {
        MovedClock clock = new MovedClock();
        SourceState state = new SourceState(
                "given",
                new Gate(1),
                new OperationsLog(new PrintStream(logged, true, StandardCharsets.UTF_8), clock),
                clock);
        Instant now = clock.instant();
        state.progress(new Progress("part", now.minusSeconds(100), now, now.minusSeconds(10)));
        clock.pass(Duration.ofMinutes(5));
        assertThat(state.lag()).isEqualTo(Map.of("part", Duration.ofSeconds(310)));
    }

    /** As Prometheus reads it: comments, and a name, perhaps labels, and a number. */
    @Test
    void whatIsMeasuredIsPrometheussText() throws Exception {
        try (Store store = open();
                Watch watch = start(new Given(loads, _ -> {}), Map.of("listening", new Listener(true)), store, true)) {
            watch.await();
            assertThat(watch.measured().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("# HELP ")
                            || line.startsWith("# TYPE ")
                            || line.matches("[a-z_]+(\\{([a-z_]+=\"[^\"]*\",?)+})? [-+0-9.eEINna]+"));
        }
    }

    @Test
    void whatWaitsForASinkThatIsNoMoreIsLetGoOf() throws Exception {
        try (Store store = open()) {
            store.write(transaction -> {
                transaction.outbox().add(List.of("gone", "listening"), "1", NOTICE, 0);
                return true;
            });
            try (Watch _ =
                    start(new Given(List.of(), _ -> {}), Map.of("listening", new Listener(false)), store, true)) {
                assertThat(store.<Map<String, Outbox.Backlog>>read(
                                transaction -> transaction.outbox().backlog()))
                        .containsOnlyKeys("listening");
                assertThat(logged.toString(StandardCharsets.UTF_8))
                        .contains("There is no sink 'gone' any more: 1 notices that waited for it");
            }
        }
    }

    private static Alerts.Stored unreadable(Alerts.Stored alert) {
        return alert.with("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAccountThatCannotBeInvestigatedHoldsUpNothing() throws Exception {
        CountDownLatch committed = new CountDownLatch(1);
        try (Store store = open()) {
            try (Watch _ = start(half(committed), Map.of(), store, false)) {
                committed.await();
            }
            store.write(transaction -> {
                List<Alerts.Stored> alerts = transaction.alerts().newest(1_000);
                transaction
                        .alerts()
                        .put(alerts.stream().map(WatchTest::unreadable).toList());
                alerts.forEach(alert ->
                        alert.names().forEach(name -> transaction.waiting().add(alert.tenant(), name, true)));
                return true;
            });
            Listener listening = new Listener(true);
            try (Watch watch = start(new Given(loads, _ -> {}), Map.of("listening", listening), store, true)) {
                assertThat(watch.await()).isEmpty();
                assertThat(watch.measured())
                        .containsPattern("firstseen_investigations_failed_total [1-9]")
                        .containsPattern("firstseen_investigations_failing [1-9]")
                        .contains("firstseen_investigations_waiting 0.0");
            }
            assertThat(logged.toString(StandardCharsets.UTF_8))
                    .contains("investigation.failed", "could not be investigated, and is tried again later: the alert ")
                    .doesNotContain("service.failed");
            assertThat(listening.heard()).isNotEmpty();
            assertThat(store.<Archive.Size>read(
                                    transaction -> transaction.archive().size())
                            .records())
                    .isGreaterThanOrEqualTo(loads.size());
            assertThat(store.<Boolean>read(
                            transaction -> transaction.waiting().all().isEmpty()))
                    .isFalse();
        }
    }

    @Test
    void closedWhileTheStoreRefusesNothingBehindWhatItRefusedIsCommitted() throws Exception {
        CountDownLatch handedOver = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        try (Store store = open()) {
            Store refusing = new Refusing(store, "firstseen commit", new AtomicInteger(1), refused);
            try (Watch _ = start(new Steps(2, handedOver), Map.of(), refusing, false)) {
                refused.await();
                handedOver.await();
            }
            assertThat(store.<Map<String, String>>read(
                            transaction -> transaction.cursors().of("steps")))
                    .isEmpty();
            try (Watch watch = start(new Steps(2, new CountDownLatch(1)), Map.of(), store, true)) {
                assertThat(watch.await()).isEmpty();
            }
            long archived = store.<Archive.Size>read(
                            transaction -> transaction.archive().size())
                    .records();
            assertThat(archived).isEqualTo(loads.size());
        }
    }

    @Test
    void onceItWaitsForADatabaseThatDoesNotTellWhatIsUnsent() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        try (Store store = open();
                Watch watch = start(
                        new Given(List.of(), _ -> {}),
                        Map.of("listening", new Listener(true)),
                        new Refusing(store, "firstseen investigate", new AtomicInteger(1), refused),
                        true)) {
            assertThat(watch.await()).isEmpty();
            assertThat(refused.getCount()).isZero();
        }
    }
}
