package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Receipt;
import dev.firstseen.collect.Source;
import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.event.Document;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.microsoft.Rejection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchTest extends Watched {
    private static final byte[] NOTICE = NoticeJson.bytes(
            new Notice.AlertRaised("1", 0, new Document(new Json().put("a", "b").build())));

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
            assertThat(logged())
                    .contains(listening.heard().size() + " notices wait for the sink until the next start.");
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
                intake.accept(
                        Parcel.of("given", each, CursorChange.NONE, List.of()).heardBy(receipts::add));
            }
        });
        try (Store store = open();
                Watch watch = start(source, Map.of(), store, true)) {
            assertThat(watch.await()).isEmpty();
        }
        assertThat(receipts).hasSize(2);
        assertThat(receipts.getFirst().usable()).isEqualTo(1);
        assertThat(receipts.getFirst().unusable()).isEqualTo(1);
        assertThat(receipts.getFirst().failures())
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo(Rejection.Reason.NOT_JSON.sentence());
        assertThat(receipts.getLast()).isEqualTo(new Receipt(1, 0, List.of()));
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
                assertThat(logged()).contains("There is no sink 'gone' any more: 1 notices that waited for it");
            }
        }
    }
}
