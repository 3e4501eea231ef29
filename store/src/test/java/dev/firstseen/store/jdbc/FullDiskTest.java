package dev.firstseen.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's own bound of pages is met as a full disk is: in the midst of a transaction. */
class FullDiskTest {
    private static final long PAGES = 300;

    @TempDir
    private Path folder;

    private static void write(Store store, int size) {
        store.write(transaction -> {
            transaction.outbox().add(List.of("sink"), "id", new byte[size], 0);
            return true;
        });
    }

    private static List<Outbox.Entry> waiting(Store store) {
        return store.read(transaction -> transaction.outbox().next("sink", 0, 1_000));
    }

    @Test
    void losesNothingThatWasCommittedAndGoesOnOnceThereIsRoom() {
        Path file = folder.resolve("store.db");
        List<String> bounded = new ArrayList<>(SqliteDatabase.WRITER);
        bounded.add("PRAGMA max_page_count = " + PAGES);
        try (Store store = JdbcStore.open(new SqliteDatabase(file, bounded))) {
            write(store, 300_000);
            write(store, 300_000);
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(() -> write(store, 900_000))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                full -> assertThat(full.isPassing()).isTrue())
                        .hasMessageStartingWith("The disk with the database " + file + " is full; nothing");
                assertThat(waiting(store)).hasSize(2);
            }
            store.write(transaction -> {
                transaction
                        .outbox()
                        .taken(waiting(store).stream().map(Outbox.Entry::number).toList());
                return true;
            });
            // What was let go of is written again.
            write(store, 900_000);
            assertThat(waiting(store)).hasSize(1);
            assertThat(store.size()).isLessThan(4_096 * PAGES + (64 << 20));
        }
        try (Store store = Stores.open(new StoreSettings.SqliteFile(file))) {
            write(store, 5_000_000);
            assertThat(waiting(store)).hasSize(2);
        }
    }
}
