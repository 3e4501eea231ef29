package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.store.StandingTroubles;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTellingTest {
    private static final Trouble FULL = new Trouble(Trouble.Kind.STORE, "The disk is full.");
    private static final Trouble DENIED = new Trouble(Trouble.Kind.SOURCE, "We may not read it.");

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OperationsLog log = new OperationsLog(new PrintStream(written, true, StandardCharsets.UTF_8), clock);
    private final Troubles troubles = new Troubles();
    private Store store;

    @BeforeEach
    void open() {
        store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void tell(Store to, List<Trouble> wrong) {
        new ProgressTelling(List.of(), to, clock, log, troubles, () -> wrong).tell();
    }

    private List<String> writtenDown() {
        return store
                .<List<StandingTroubles.Told>>read(
                        transaction -> transaction.troubles().all())
                .stream()
                .map(StandingTroubles.Told::sentence)
                .toList();
    }

    /** Where it can be written down it is over. */
    @Test
    void thatTheDatabaseRefusesIsNotWrittenIntoIt() {
        tell(store, List.of(FULL, DENIED));
        assertThat(writtenDown()).containsExactly(DENIED.sentence());
        tell(store, List.of(FULL));
        assertThat(writtenDown()).isEmpty();
    }

    /** It takes nothing. */
    private record Full(Store store) implements Store {
        @Override
        public <R> R write(Work<R> work) {
            throw new StoreException(FULL.sentence(), true, null);
        }

        @Override
        public <R> R read(Work<R> work) {
            return store.read(work);
        }

        @Override
        public long size() {
            return store.size();
        }

        @Override
        public void close() {}
    }

    @Test
    void aDatabaseThatRefusesIsToldOnceAndUntilItTakesAgain() {
        tell(new Full(store), List.of());
        tell(new Full(store), List.of());
        assertThat(troubles.all()).containsExactly(FULL);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("progress.failing")
                .containsOnlyOnce(FULL.sentence());
        tell(store, troubles.all());
        assertThat(troubles.all()).isEmpty();
        assertThat(writtenDown()).isEmpty();
    }
}
