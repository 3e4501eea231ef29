package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Source;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A database that refuses for a while. */
class WatchStoreTest extends Watched {
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
            assertThat(logged()).contains("store.failing", "store.recovered");
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
