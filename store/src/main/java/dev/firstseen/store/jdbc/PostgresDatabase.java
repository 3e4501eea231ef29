package dev.firstseen.store.jdbc;

import dev.firstseen.store.StoreException;
import dev.firstseen.store.StoreSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A database of a PostgreSQL server. Its administrator decides how safe a commit is; by default it is on disk. */
final class PostgresDatabase implements Database {
    /** For an advisory lock, beside the name of the schema: the bytes of "1seen" hardly meet another program's. */
    private static final int LOCK = 0x317365;

    /** For how long another may still have the lock that has been closed, or killed. */
    private static final String LETTING_GO = "3s";

    private static final String AT_ONCE = "1ms";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** How long an answer may take, in seconds: longer than any statement here, shorter than a cut goes unnoticed. */
    private static final String PATIENCE = "600";

    /** How the server notices within two minutes that this end is gone. */
    private static final List<String> NOTICING = List.of(
            "SET tcp_keepalives_idle = 60",
            "SET tcp_keepalives_interval = 10",
            "SET tcp_keepalives_count = 6",
            "SET tcp_user_timeout = 120000");

    private final StoreSettings.Postgres settings;
    private final String name;
    private @Nullable Backend writing;

    /** The server's side of a connection; its process number alone may be given again. */
    private record Backend(long process, String begun) {}

    PostgresDatabase(StoreSettings.Postgres settings) {
        this.settings = settings;
        int parameters = settings.url().indexOf('?');
        this.name = parameters < 0 ? settings.url() : settings.url().substring(0, parameters);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String schema() {
        return "postgresql";
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("ApplicationName", "firstseen");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", PATIENCE);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        // Else the whole of a result is held before its first row is read.
        properties.setProperty("defaultRowFetchSize", "1000");
        return DriverManager.getConnection(settings.url(), properties);
    }

    /** The lock belongs to the connection: another service can have it only once this one is gone. */
    @Override
    public Connection openToWrite() throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            for (String setting : NOTICING) {
                statement.execute(setting);
            }
            if (!lock(statement)) {
                throw held(connection);
            }
            writing = backend(statement);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | StoreException refused) {
            connection.close();
            throw refused;
        }
    }

    /**
     * Waits a little at the start: the server lets go of the lock only some time after the connection before was closed.
     * Where this service had it already, it is asked once.
     */
    private boolean lock(Statement statement) throws SQLException {
        statement.execute("SET lock_timeout = '%s'".formatted(writing == null ? LETTING_GO : AT_ONCE));
        try {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ", hashtext(current_schema()))");
            return true;
        } catch (SQLException refused) {
            if (LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        } finally {
            statement.execute("RESET lock_timeout");
        }
    }

    private static Backend backend(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT pid, extract(epoch FROM backend_start)::text"
                + " FROM pg_stat_activity WHERE pid = pg_backend_pid()")) {
            result.next();
            return new Backend(result.getLong(1), result.getString(2));
        }
    }

    /** Who has the lock: this service too may, by a connection of which the server has not noticed that it is cut. */
    private StoreException held(Connection connection) throws SQLException {
        if (writing != null && isEnded(writing, connection)) {
            return new StoreException(
                    "The connection to the database " + name
                            + " was cut, which its server had not noticed; it was told to let go of it.",
                    true,
                    null);
        }
        return new StoreException(
                "Another Firstseen service writes to the database " + name
                        + "; stop it first, or name another database.",
                true,
                null);
    }

    /** Ends one's own; false where it is gone. */
    private static boolean isEnded(Backend backend, Connection connection) throws SQLException {
        try (PreparedStatement ending = connection.prepareStatement("SELECT pg_terminate_backend(pid)"
                + " FROM pg_stat_activity WHERE pid = ? AND extract(epoch FROM backend_start)::text = ?")) {
            ending.setInt(1, Math.toIntExact(backend.process()));
            ending.setString(2, backend.begun());
            try (ResultSet result = ending.executeQuery()) {
                return result.next();
            }
        }
    }

    @Override
    public Connection openToRead() throws SQLException {
        Connection connection = connect();
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    /** By the class of the SQLSTATE, the first two characters, or by all of it. */
    @Override
    public StoreException failure(SQLException refused) {
        String state = refused.getSQLState() == null ? "" : refused.getSQLState();
        String database = "The database " + name;
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new StoreException(
                    database + " cannot be reached, or went away (" + reason(refused) + ").", true, refused);
        }
        if (state.equals("53100")) {
            return new StoreException(
                    database
                            + " has a full disk; nothing of the transaction was kept. Make room, or keep the archive for"
                            + " a shorter time.",
                    true,
                    refused);
        }
        if (state.startsWith("53") || state.startsWith("40") || state.startsWith("55") || state.startsWith("57")) {
            return new StoreException(
                    database + " has no room for it now (" + reason(refused)
                            + "); nothing of the transaction was kept.",
                    true,
                    refused);
        }
        if (state.startsWith("28")) {
            return new StoreException(
                    database + " does not let the user " + settings.user() + " in; check name and password.",
                    false,
                    refused);
        }
        return new StoreException(database + " refused a statement (" + reason(refused) + ").", false, refused);
    }

    private static String reason(SQLException refused) {
        String message = refused.getMessage();
        return message == null
                ? "SQLSTATE " + refused.getSQLState()
                : message.lines().findFirst().orElse("");
    }

    @Override
    public long size(Session session) {
        return session.number("SELECT pg_database_size(current_database())");
    }

    @Override
    public void close() {
        // The lock went with the connection.
    }
}
