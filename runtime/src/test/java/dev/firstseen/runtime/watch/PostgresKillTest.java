package dev.firstseen.runtime.watch;

import dev.firstseen.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.jspecify.annotations.Nullable;

/** With a server of its own; skipped where none can be started. */
class PostgresKillTest extends KillContract {
    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException | IllegalStateException impossible) {
            Assumptions.abort("PostgreSQL does not start here: " + impossible.getMessage());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    StoreSettings database(Path own) throws SQLException {
        EmbeddedPostgres running = Objects.requireNonNull(server);
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + own.getFileName());
        }
        return WatchProcess.database("jdbc:postgresql://localhost:" + running.getPort() + "/" + own.getFileName());
    }
}
