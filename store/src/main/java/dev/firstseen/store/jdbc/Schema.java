package dev.firstseen.store.jdbc;

import dev.firstseen.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The versions of a schema, each a script that makes it out of the one before; in one transaction, so a process that is
 * killed leaves the version before or the version after.
 */
final class Schema {
    /** How many versions there are. */
    static final int VERSION = 1;

    private static final String TABLE = "firstseen_schema";

    private final Database database;
    private final List<String> scripts;

    Schema(Database database, List<String> scripts) {
        this.database = database;
        this.scripts = List.copyOf(scripts);
    }

    static Schema of(Database database) {
        List<String> scripts = new ArrayList<>();
        for (int version = 1; version <= VERSION; version++) {
            scripts.add(script(database.schema() + "/" + version + ".sql"));
        }
        return new Schema(database, scripts);
    }

    private static String script(String name) {
        try (InputStream resource = Schema.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the schema " + name + " is missing from the program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException torn) {
            throw new UncheckedIOException(torn);
        }
    }

    /** Brings a database up to date. */
    void update(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > scripts.size()) {
            throw newer(version);
        }
        for (int next = version + 1; next <= scripts.size(); next++) {
            step(connection, next);
        }
    }

    private void step(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (version == 1) {
                // written: how many transactions there were, by which a commit is known whose answer was lost.
                statement.execute(
                        "CREATE TABLE " + TABLE + " (version BIGINT NOT NULL, written BIGINT NOT NULL, begun TEXT)");
                statement.execute(
                        "INSERT INTO " + TABLE + " (version, written, begun) VALUES (0, 0, '" + begun() + "')");
            }
            for (String part : statements(scripts.get(version - 1))) {
                statement.execute(part);
            }
            statement.execute("UPDATE " + TABLE + " SET version = " + version);
            connection.commit();
        } catch (SQLException refused) {
            connection.rollback();
            throw refused;
        }
    }

    /** By what a database is known that another build began, before there was a release. */
    private String begun() {
        return UUID.nameUUIDFromBytes(scripts.getFirst().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A statement ends with a semicolon at the end of a line. */
    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";")) {
                statements.add(statement.substring(0, statement.length() - 2));
                statement.setLength(0);
            }
        }
        return statements;
    }

    /** Makes sure that a database that is only read is up to date. */
    void check(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > scripts.size()) {
            throw newer(version);
        }
        if (version < scripts.size()) {
            throw new StoreException(
                    "The database " + database.name()
                            + " was last written by an older Firstseen; start the service once,"
                            + " which brings it up to date.",
                    false,
                    null);
        }
    }

    private StoreException newer(int version) {
        return new StoreException(
                "The database " + database.name() + " has version " + version + " of the schema, of a newer Firstseen;"
                        + " this one knows up to version " + scripts.size() + ". Run the newer one, or name another"
                        + " database.",
                false,
                null);
    }

    /** 0 where there is nothing yet. */
    private int version(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            boolean others = false;
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equals(TABLE)) {
                    return readVersion(connection);
                }
                others = true;
            }
            if (others) {
                throw new StoreException(
                        "The database " + database.name() + " holds tables of something else; name another.",
                        false,
                        null);
            }
            return 0;
        } finally {
            connection.rollback();
        }
    }

    private int readVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + TABLE)) {
            if (!result.next()) {
                return 0;
            }
            // The column is the third; the first builds had two.
            if (result.getMetaData().getColumnCount() < 3 || !begun().equals(result.getString("begun"))) {
                throw new StoreException(
                        "The database " + database.name() + " was begun by another build of Firstseen, from before a"
                                + " release, and this one cannot read it. Name another; what the sources still have is"
                                + " collected again.",
                        false,
                        null);
            }
            return result.getInt("version");
        }
    }
}
