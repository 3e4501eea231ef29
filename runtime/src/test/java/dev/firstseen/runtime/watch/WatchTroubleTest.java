package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Source;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What fails is told, and holds up nothing else. */
class WatchTroubleTest extends Watched {
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
            assertThat(logged()).contains("load.unreadable", "broken.gz");
            assertThat(watch.measured()).contains("firstseen_loads_unreadable_total 1.0");
            assertThat(listening.heard()).isNotEmpty();
            assertThat(store.<Map<Rejects.Kind, Long>>read(
                            transaction -> transaction.rejects().count()))
                    .containsEntry(new Rejects.Kind("given", "It could not be read, or not to its end."), 1L);
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
                        .put(alerts.stream().map(WatchTroubleTest::unreadable).toList());
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
            assertThat(logged())
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
}
