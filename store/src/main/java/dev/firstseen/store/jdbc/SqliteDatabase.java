package dev.firstseen.store.jdbc;

import dev.firstseen.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * A file of SQLite with a write-ahead log. Every commit is synchronised with the disk ({@code synchronous=FULL}), so it
 * survives the loss of power too: once a sender was told that a batch is kept, nobody will send it again. That costs one
 * synchronisation a batch, not a record.
 *
 * <p>The file is read with plain reads, not mapped into memory: a fault of the disk is then an error, not the end of the
 * process.
 */
final class SqliteDatabase implements Database {
    /** A program that takes a back-up or looks into the file may hold it this long, in milliseconds. */
    private static final int PATIENCE = 5_000;

    private static final List<String> EVERY = List.of(
            "PRAGMA busy_timeout = " + PATIENCE,
            "PRAGMA temp_store = MEMORY",
            // Files may come from others: look at what they hold before believing it.
            "PRAGMA cell_size_check = ON",
            "PRAGMA trusted_schema = OFF");

    static final List<String> WRITER = List.of(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA cache_size = -65536",
            // 64 MB of log before its pages are moved: those written again and again are moved once.
            "PRAGMA wal_autocheckpoint = 16384",
            "PRAGMA journal_size_limit = 67108864");

    private static final List<String> READER = List.of("PRAGMA query_only = ON", "PRAGMA cache_size = -8192");

    private final Path file;
    private final List<String> writer;
    private @Nullable FileChannel lockFile;
    private @Nullable FileLock lock;

    SqliteDatabase(Path file) {
        this(file, WRITER);
    }

    /** With other settings of the connection that writes. */
    SqliteDatabase(Path file, List<String> writer) {
        this.file = file.toAbsolutePath();
        this.writer = List.copyOf(writer);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public String schema() {
        return "sqlite";
    }

    @Override
    public Connection openToWrite() throws SQLException {
        if (lock == null) {
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new StoreException(
                        "The folder of the database " + file + " does not exist; make it, or name another.",
                        false,
                        null);
            }
            lock();
            create();
        }
        return connect(writer);
    }

    @Override
    public Connection openToRead() throws SQLException {
        if (Files.notExists(file)) {
            throw new StoreException("There is no database " + file + " yet.", false, null);
        }
        return connect(READER);
    }

    /** A lock of the operating system's, which ends with the process however that ends. */
    private void lock() {
        Path path = file.resolveSibling(file.getFileName() + ".lock");
        try {
            lockFile = FileChannel.open(
                    path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnersOnly.file());
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException here) {
            lock = null;
        } catch (IOException refused) {
            throw notWritable(refused);
        }
        if (lock == null) {
            close();
            throw new StoreException(
                    "Another Firstseen service writes to the database " + file
                            + "; stop it first, or name another file.",
                    true,
                    null);
        }
    }

    /** SQLite gives its log the rights of the file. */
    private void create() {
        unpack();
        try {
            Files.createFile(file, OwnersOnly.file());
        } catch (FileAlreadyExistsException there) {
            return;
        } catch (IOException refused) {
            close();
            throw notWritable(refused);
        }
    }

    private void unpack() {
        try {
            UnpackedLibrary.beside(file);
        } catch (IOException refused) {
            close();
            throw notWritable(refused);
        }
    }

    private StoreException notWritable(Exception refused) {
        return new StoreException(
                "The database " + file + " cannot be opened or written: give this user the right to write to the"
                        + " file and its folder (" + reason(refused) + ").",
                false,
                refused);
    }

    private static String reason(Exception refused) {
        String message = refused.getMessage();
        return message == null ? refused.getClass().getSimpleName() : message;
    }

    private Connection connect(List<String> pragmas) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : EVERY) {
                statement.execute(pragma);
            }
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    @Override
    public StoreException failure(SQLException refused) {
        return switch (SQLiteErrorCode.getErrorCode(refused.getErrorCode() & 0xff)) {
            case SQLITE_FULL ->
                new StoreException(
                        "The disk with the database " + file
                                + " is full; nothing of the transaction was kept. Make room,"
                                + " or keep the archive for a shorter time.",
                        true,
                        refused);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(
                        "The database " + file + " is held by another program for more than " + PATIENCE / 1_000
                                + " seconds; nothing of the transaction was kept. End that program.",
                        true,
                        refused);
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT ->
                new StoreException(
                        "The file " + file + " is torn or no database of SQLite's (" + reason(refused)
                                + "). Restore a back-up, or name another file.",
                        false,
                        refused);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> notWritable(refused);
            case SQLITE_IOERR ->
                new StoreException(
                        "The disk with the database " + file + " failed (" + reason(refused)
                                + "); nothing of the transaction was kept.",
                        true,
                        refused);
            default ->
                new StoreException(
                        "The database " + file + " refused a statement (" + reason(refused) + ").", false, refused);
        };
    }

    /** Pages that were let go of are written again before the file grows, so they are not counted. */
    @Override
    public long size(Session session) {
        long pages = session.number("SELECT (pages.page_count - free.freelist_count) * size.page_size"
                + " FROM pragma_page_count() AS pages, pragma_freelist_count() AS free, pragma_page_size() AS size");
        try {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            return pages + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException gone) {
            // The last of the other connections has just ended and taken the log with it.
            return pages;
        }
    }

    @Override
    public void close() {
        FileChannel held = lockFile;
        lockFile = null;
        lock = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException lost) {
            throw new StoreException("The lock of the database " + file + " could not be let go.", false, lost);
        }
    }
}
