package dev.firstseen.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    private static final String FIRST = """
            -- A comment; with a semicolon
            CREATE TABLE kept (
                text TEXT
            );
            INSERT INTO kept VALUES ('from the first');
            """;

    private static final String SECOND = "ALTER TABLE kept ADD COLUMN more INTEGER NOT NULL DEFAULT 7;\n";

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = new SqliteDatabase(folder.resolve("store.db"));
        connection = database.openToWrite();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    @Test
    void eachVersionIsMadeOutOfTheOneBefore() throws SQLException {
        new Schema(database, List.of(FIRST)).update(connection);
        assertThat(ask("SELECT version FROM firstseen_schema")).isEqualTo("1");
        Schema present = new Schema(database, List.of(FIRST, SECOND));
        assertThatThrownBy(() -> present.check(connection))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was last written by an older Firstseen");
        present.update(connection);
        present.update(connection);
        present.check(connection);
        assertThat(ask("SELECT version || text || more FROM firstseen_schema, kept"))
                .isEqualTo("2from the first7");
    }

    @Test
    void aStepThatFailsLeavesTheVersionBefore() throws SQLException {
        new Schema(database, List.of(FIRST)).update(connection);
        String broken = SECOND + "INSERT INTO missing VALUES (1);\n";
        assertThatThrownBy(() -> new Schema(database, List.of(FIRST, broken)).update(connection))
                .isInstanceOf(SQLException.class);
        assertThat(ask("SELECT version FROM firstseen_schema")).isEqualTo("1");
        new Schema(database, List.of(FIRST, SECOND)).update(connection);
        assertThat(ask("SELECT more FROM kept")).isEqualTo("7");
    }

    @Test
    void aDatabaseThatAnotherBuildBeganIsRefusedInASentence() throws SQLException {
        new Schema(database, List.of(FIRST)).update(connection);
        Schema other = new Schema(database, List.of(FIRST + SECOND));
        assertThatThrownBy(() -> other.update(connection))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was begun by another build of Firstseen");
        assertThat(ask("SELECT version || text FROM firstseen_schema, kept")).isEqualTo("1from the first");
    }
}
