package dev.firstseen.runtime.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldingsTest {
    private static void send(Store store) {
        store.write(transaction -> {
            transaction.outbox().add(List.of("sink"), "id", "{}".getBytes(StandardCharsets.UTF_8), 0);
            return true;
        });
    }

    private static long waiting(Holdings holdings) {
        return requireNonNull(holdings.count().outbox().get("sink")).waiting();
    }

    @Test
    void countsOnceAMinute(@TempDir Path folder) {
        MovedClock clock = new MovedClock();
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Holdings holdings = new Holdings(store, clock);
            send(store);
            assertThat(waiting(holdings)).isEqualTo(1);
            assertThat(holdings.count().bytes()).isPositive();
            send(store);
            clock.pass(Duration.ofMillis(59_999));
            assertThat(waiting(holdings)).isEqualTo(1);
            clock.pass(Duration.ofMillis(1));
            assertThat(waiting(holdings)).isEqualTo(2);
            send(store);
            clock.set(clock.instant().minusSeconds(3_600));
            assertThat(waiting(holdings)).isEqualTo(3);
        }
    }

    @Test
    void whatCouldNotBeCountedIsNotRemembered(@TempDir Path folder) {
        MovedClock clock = new MovedClock();
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            send(store);
            boolean[] away = {true};
            Holdings holdings = new Holdings(
                    new Store() {
                        @Override
                        public <R> R write(Work<R> work) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public <R> R read(Work<R> work) {
                            if (away[0]) {
                                throw new StoreException("The server is away.", true, null);
                            }
                            return store.read(work);
                        }

                        @Override
                        public long size() {
                            return store.size();
                        }

                        @Override
                        public void close() {}
                    },
                    clock);
            assertThatThrownBy(holdings::count).hasMessage("The server is away.");
            away[0] = false;
            assertThat(waiting(holdings)).isEqualTo(1);
        }
    }
}
