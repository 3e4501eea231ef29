package dev.firstseen.store.jdbc;

import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements, for one thread at a time. */
final class Session implements AutoCloseable {
    /** How many keys a statement asks for at once; the last of fewer are asked for with the last key repeated. */
    private static final int[] CHUNKS = {256, 16, 1};

    private static final String KEYS = ":keys";

    private final Connection connection;
    private final Database database;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Digests digests = new Digests();
    private final Tables tables = new Tables(this);
    private boolean inTransaction;
    private boolean failed;
    private boolean broken;

    Session(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
    }

    /** Reads a row. */
    @FunctionalInterface
    interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    /** Takes a row. */
    @FunctionalInterface
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    Digests digests() {
        return digests;
    }

    /** Whether it is of no more use. */
    boolean isBroken() {
        return broken;
    }

    /** Begins, and does work, without committing it; rolls it back where anything goes wrong, or the work hid that. */
    <R> R begin(Runnable first, Store.Work<R> work) {
        inTransaction = true;
        failed = false;
        boolean done = false;
        try {
            first.run();
            R result = work.in(tables);
            if (failed) {
                throw new StoreException(
                        "A statement of the transaction failed; nothing of the transaction was kept.", false, null);
            }
            done = true;
            return result;
        } finally {
            inTransaction = false;
            if (!done) {
                rollback();
            }
        }
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException refused) {
            rollback();
            throw database.failure(refused);
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // A full disk ends SQLite's transaction by itself, and a lost server all of them.
            broken = true;
        }
    }

    void each(String sql, Taker taker, @Nullable Object... parameters) {
        try {
            PreparedStatement statement = statement(sql);
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    taker.take(result);
                }
            }
        } catch (SQLException refused) {
            throw failure(refused);
        }
    }

    <R> List<R> list(String sql, Row<R> row, @Nullable Object... parameters) {
        List<R> rows = new ArrayList<>();
        each(sql, result -> rows.add(row.read(result)), parameters);
        return rows;
    }

    <R> Optional<R> first(String sql, Row<R> row, @Nullable Object... parameters) {
        return list(sql, row, parameters).stream().findFirst();
    }

    /** The one number that a statement gives. */
    long number(String sql, @Nullable Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    /**
     * The rows of all keys, in no order; one may come twice.
     *
     * @param sql with {@code :keys} where they belong, as its first parameters
     */
    void eachOf(String sql, Collection<?> keys, Taker taker, @Nullable Object... further) {
        List<?> all = List.copyOf(keys);
        int begin = 0;
        for (int chunk : CHUNKS) {
            // A quarter of a chunk is worth a statement of its size.
            while (all.size() - begin > chunk / 4) {
                int end = Math.min(begin + chunk, all.size());
                each(sql.replace(KEYS, marks(chunk)), taker, padded(all.subList(begin, end), chunk, further));
                begin = end;
            }
        }
    }

    /** The rows of all keys as one statement gives them; as many keys as a database takes in one. */
    void eachOfAll(String sql, Collection<?> keys, Taker taker, @Nullable Object... further) {
        if (!keys.isEmpty()) {
            // Few different statements: each is kept.
            int count = Math.max(2, Integer.highestOneBit(2 * keys.size() - 1));
            each(sql.replace(KEYS, marks(count)), taker, padded(List.copyOf(keys), count, further));
        }
    }

    private static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    private static @Nullable Object[] padded(List<?> keys, int chunk, @Nullable Object[] further) {
        List<@Nullable Object> parameters = new ArrayList<>(chunk + further.length);
        parameters.addAll(keys);
        parameters.addAll(Collections.nCopies(chunk - keys.size(), keys.getLast()));
        Collections.addAll(parameters, further);
        return parameters.toArray();
    }

    /** Changes rows; gives how many. */
    int change(String sql, @Nullable Object... parameters) {
        try {
            PreparedStatement statement = statement(sql);
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException refused) {
            throw failure(refused);
        }
    }

    /** Does the same for all parameters; gives how many rows each changed. */
    int[] changeAll(String sql, Collection<@Nullable Object[]> all) {
        if (all.isEmpty()) {
            return new int[0];
        }
        try {
            PreparedStatement statement = statement(sql);
            boolean done = false;
            try {
                for (@Nullable Object[] parameters : all) {
                    bind(statement, parameters);
                    statement.addBatch();
                }
                int[] changed = statement.executeBatch();
                done = true;
                return changed;
            } finally {
                if (!done) {
                    // The statement is used again, and an error does not end the service.
                    statement.clearBatch();
                }
            }
        } catch (SQLException refused) {
            throw failure(refused);
        }
    }

    private StoreException failure(SQLException refused) {
        failed = true;
        return database.failure(refused);
    }

    private PreparedStatement statement(String sql) throws SQLException {
        if (!inTransaction) {
            throw new IllegalStateException("the transaction is over");
        }
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setLong(i + 1, number);
                case null -> statement.setBytes(i + 1, null);
                default -> throw new IllegalArgumentException("no parameter: " + parameters[i]);
            }
        }
    }

    @Override
    public void close() {
        broken = true;
        try {
            connection.close();
        } catch (SQLException lost) {
            // All that was committed is kept; there is nothing else to lose.
            statements.clear();
        }
    }
}
