package dev.firstseen.store.jdbc;

import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store over JDBC: one connection that writes, a few that read. */
public final class JdbcStore implements Store {
    /** How many may read at once; more wait. */
    private static final int READERS = 4;

    /** How long a server is left alone before it is asked again whether a commit was kept, in milliseconds. */
    private static final long PAUSE = 500;

    private final Database database;
    private final boolean writable;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Semaphore reading = new Semaphore(READERS, true);
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private @Nullable Session writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean closed;

    private JdbcStore(Database database, boolean writable) {
        this.database = database;
        this.writable = writable;
    }

    /** Opens a database to read and write, and brings its schema up to date. */
    public static JdbcStore open(StoreSettings settings) {
        return open(database(settings));
    }

    static JdbcStore open(Database database) {
        JdbcStore store = new JdbcStore(database, true);
        boolean done = false;
        try {
            Connection connection = database.openToWrite();
            store.writer = new Session(connection, database);
            Schema.of(database).update(connection);
            done = true;
            return store;
        } catch (SQLException refused) {
            throw database.failure(refused);
        } finally {
            if (!done) {
                store.close();
            }
        }
    }

    /** Opens a database to read only, beside a service that may write to it. */
    public static JdbcStore openToRead(StoreSettings settings) {
        Database database = database(settings);
        JdbcStore store = new JdbcStore(database, false);
        try {
            Connection connection = database.openToRead();
            store.idle.push(new Session(connection, database));
            Schema.of(database).check(connection);
            return store;
        } catch (SQLException refused) {
            store.close();
            throw database.failure(refused);
        } catch (StoreException refused) {
            store.close();
            throw refused;
        }
    }

    private static Database database(StoreSettings settings) {
        return switch (settings) {
            case StoreSettings.SqliteFile sqlite -> new SqliteDatabase(sqlite.file());
            case StoreSettings.Postgres postgres -> new PostgresDatabase(postgres);
        };
    }

    @Override
    public <R> R write(Work<R> work) {
        if (!writable) {
            throw new StoreException("The database " + database.name() + " was opened to read only.", false, null);
        }
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction within a transaction");
        }
        writing.lock();
        try {
            return write(writer(), work);
        } finally {
            writing.unlock();
        }
    }

    private <R> R write(Session session, Work<R> work) {
        long[] number = new long[1];
        // The first statement writes: SQLite then waits for another writer here, and need not refuse later.
        R result = session.begin(
                () -> number[0] = session.number("UPDATE firstseen_schema SET written = written + 1 RETURNING written"),
                work);
        try {
            session.commit();
        } catch (StoreException refused) {
            if (!session.isBroken() || written(refused) != number[0]) {
                throw refused;
            }
        }
        return result;
    }

    /**
     * The number of the last transaction that was kept: a commit may have arrived and its answer not. Asked for until the
     * database answers, since the same work done twice would be kept twice.
     */
    private long written(StoreException refused) {
        while (true) {
            try {
                return written();
            } catch (StoreException away) {
                if (!away.isPassing() || isClosingWithin(PAUSE)) {
                    throw refused;
                }
            }
        }
    }

    private boolean isClosingWithin(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private long written() {
        return number(writer(), "SELECT written FROM firstseen_schema");
    }

    private static long number(Session session, String sql) {
        long[] number = new long[1];
        session.begin(() -> number[0] = session.number(sql), transaction -> true);
        session.commit();
        return number[0];
    }

    private Session writer() {
        Session known = writer;
        if (known != null && !known.isBroken()) {
            return open(known);
        }
        if (known != null) {
            known.close();
        }
        try {
            writer = open(new Session(database.openToWrite(), database));
            return writer;
        } catch (SQLException refused) {
            throw database.failure(refused);
        }
    }

    private Session open(Session session) {
        if (closed) {
            session.close();
            throw new IllegalStateException("the store is closed");
        }
        return session;
    }

    @Override
    public <R> R read(Work<R> work) {
        return reading(session -> session.begin(() -> {}, work));
    }

    @Override
    public long size() {
        return reading(session -> {
            long[] size = new long[1];
            session.begin(() -> size[0] = database.size(session), transaction -> true);
            return size[0];
        });
    }

    private <R> R reading(Function<Session, R> work) {
        reading.acquireUninterruptibly();
        try {
            Session session = reader();
            try {
                R result = work.apply(session);
                session.commit();
                return result;
            } finally {
                if (closed || session.isBroken()) {
                    session.close();
                } else {
                    idle.push(session);
                }
            }
        } finally {
            reading.release();
        }
    }

    private Session reader() {
        Session known = idle.poll();
        if (known != null) {
            return open(known);
        }
        try {
            return open(new Session(database.openToRead(), database));
        } catch (SQLException refused) {
            throw database.failure(refused);
        }
    }

    /**
     * Waits for the transaction that writes, but not for an answer to whether it was kept; those that read end by
     * themselves.
     */
    @Override
    public void close() {
        closing.countDown();
        writing.lock();
        try {
            closed = true;
            for (Session session = idle.poll(); session != null; session = idle.poll()) {
                session.close();
            }
            if (writer != null) {
                writer.close();
                writer = null;
            }
            database.close();
        } finally {
            writing.unlock();
        }
    }
}
