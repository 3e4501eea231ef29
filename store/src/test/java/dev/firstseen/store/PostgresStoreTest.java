package dev.firstseen.store;

import dev.firstseen.engine.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.jspecify.annotations.Nullable;

/**
 * With a server of its own, from binaries of Maven Central. As root, whom PostgreSQL does not serve, it starts within a user
 * namespace; where there are none, the tests are skipped.
 */
class PostgresStoreTest extends StoreContract {
    private static @Nullable EmbeddedPostgres server;
    private static int databases;

    @BeforeAll
    static void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "20")
                    .start();
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
    StoreSettings fresh() throws SQLException {
        String name = "store" + databases++;
        EmbeddedPostgres running = java.util.Objects.requireNonNull(server);
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new StoreSettings.Postgres(
                "jdbc:postgresql://localhost:" + running.getPort() + "/" + name, "postgres", Secret.of("any"));
    }
}
