package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a file is told in a sentence, and loses nothing that was committed. */
class SqliteFailuresTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("store.db");
    }

    private Store open() {
        return Stores.open(new StoreSettings.SqliteFile(file));
    }

    private static void write(Store store, long number) {
        store.write(transaction -> {
            Batches.write(transaction, number);
            return true;
        });
    }

    private static void refused(ThrowingCallable work, boolean passing, String sentence) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.isPassing()).isEqualTo(passing))
                .hasMessageContaining(sentence);
    }

    private void direct(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aHeldDatabaseIsToldAndTheSameWorkSucceedsLater() throws SQLException {
        try (Store store = open()) {
            write(store, 1);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                refused(() -> write(store, 2), true, "is held by another program");
                assertThat(Batches.count(store)).isEqualTo(1);
                statement.execute("ROLLBACK");
            }
            write(store, 2);
            assertThat(Batches.count(store)).isEqualTo(2);
        }
    }

    @Test
    void aTornFileIsToldAndABackUpBringsAllBack() throws IOException, SQLException {
        try (Store store = open()) {
            for (long number = 1; number <= 50; number++) {
                write(store, number);
            }
            direct("VACUUM INTO '" + folder.resolve("backup.db") + "'");
        }
        try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
            torn.setLength(torn.length() / 2 / 4096 * 4096);
        }
        refused(
                () -> {
                    try (Store store = open()) {
                        Batches.count(store);
                    }
                },
                false,
                "is torn or no database of SQLite's");
        Files.delete(file);
        Files.deleteIfExists(folder.resolve("store.db-wal"));
        Files.deleteIfExists(folder.resolve("store.db-shm"));
        Files.copy(folder.resolve("backup.db"), file);
        try (Store store = open()) {
            assertThat(Batches.count(store)).isEqualTo(50);
            write(store, 51);
        }
    }

    @Test
    void aTornLogLosesOnlyWhatWasNotCommitted() throws IOException {
        Path copied = folder.resolve("copied.db");
        try (Store store = open()) {
            write(store, 1);
            write(store, 2);
            Files.copy(file, copied);
            Files.copy(folder.resolve("store.db-wal"), folder.resolve("copied.db-wal"));
        }
        try (RandomAccessFile log =
                new RandomAccessFile(folder.resolve("copied.db-wal").toFile(), "rw")) {
            log.setLength(log.length() - 1_000);
        }
        file = copied;
        try (Store store = open()) {
            assertThat(Batches.count(store)).isEqualTo(1);
            write(store, 2);
            assertThat(Batches.count(store)).isEqualTo(2);
        }
    }

    @Test
    void anotherFileIsNotOverwritten() throws IOException, SQLException {
        Files.writeString(file, "This is no database, but a letter to somebody.\n".repeat(100));
        refused(this::open, false, "is torn or no database of SQLite's");
        assertThat(Files.readString(file)).startsWith("This is no database");
        Files.delete(file);
        direct("CREATE TABLE something (other TEXT)");
        refused(this::open, false, "holds tables of something else");
    }

    @Test
    void aNewerSchemaIsLeftAlone() throws SQLException {
        open().close();
        direct("UPDATE firstseen_schema SET version = 1000");
        refused(this::open, false, "has version 1000 of the schema, of a newer Firstseen");
        refused(
                () -> Stores.openToRead(new StoreSettings.SqliteFile(file)),
                false,
                "has version 1000 of the schema, of a newer Firstseen");
    }

    @Test
    void foldersThatAreMissingOrNotWritableAreTold() {
        file = folder.resolve("missing").resolve("store.db");
        refused(this::open, false, "does not exist; make it, or name another");
        // Not even root makes files there.
        file = Path.of("/proc/self/store.db");
        refused(this::open, false, "cannot be opened or written: give this user the right");
        file = folder.resolve("none.db");
        refused(() -> Stores.openToRead(new StoreSettings.SqliteFile(file)), false, "There is no database ");
    }

    @Test
    void aFileThatCannotBeLookedForIsNotSaidToBeMissing() throws IOException {
        file = Files.createSymbolicLink(folder.resolve("round.db"), folder.resolve("round.db"));
        refused(() -> Stores.openToRead(new StoreSettings.SqliteFile(file)), false, "cannot be opened");
    }

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        try (Store store = open()) {
            write(store, 1);
            for (String name : new String[] {"store.db", "store.db-wal", "store.db-shm", "store.db.lock"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }
}
