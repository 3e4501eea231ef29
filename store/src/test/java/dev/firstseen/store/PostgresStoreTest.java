package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    private StoreSettings through(Cuts cuts, String parameters) throws SQLException {
        StoreSettings.Postgres direct = (StoreSettings.Postgres) fresh();
        return new StoreSettings.Postgres(
                direct.url().replaceFirst(":[0-9]+/", ":" + cuts.port() + "/") + parameters,
                direct.user(),
                direct.password());
    }

    private static Cuts cuts() throws IOException {
        return new Cuts(java.util.Objects.requireNonNull(server).getPort());
    }

    private static boolean write(Store store, long number) {
        return store.write(transaction -> {
            Batches.write(transaction, number);
            return true;
        });
    }

    @Test
    void aCommitWhoseAnswerWasLostIsAskedForUntilTheServerAnswers() throws Exception {
        try (Cuts cuts = cuts();
                Store cut = Stores.open(through(cuts, ""))) {
            write(cut, 1);
            cuts.loseTheNextCommit(2);
            write(cut, 2);
            assertThat(cuts.refused()).isEqualTo(2);
            assertThat(Batches.count(cut)).isEqualTo(2);
        }
    }

    @Test
    void aStoreThatIsClosedAsksNoMore() throws Exception {
        try (Cuts cuts = cuts();
                Store cut = Stores.open(through(cuts, ""))) {
            cuts.loseTheNextCommit(Integer.MAX_VALUE);
            CompletableFuture<Boolean> writing = CompletableFuture.supplyAsync(() -> write(cut, 1));
            while (cuts.refused() == 0) {
                Thread.sleep(10);
            }
            cut.close();
            assertThatThrownBy(writing::join)
                    .cause()
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be reached, or went away");
        }
    }

    @Test
    void aServiceThatIsAboutToEndIsWaitedFor() throws Exception {
        StoreSettings settings = fresh();
        CompletableFuture<Store> next;
        try (Store _ = Stores.open(settings)) {
            next = CompletableFuture.supplyAsync(() -> Stores.open(settings));
            Thread.sleep(500);
            assertThat(next).isNotDone();
        }
        try (Store store = next.join()) {
            assertThat(write(store, 1)).isTrue();
        }
    }

    @Test
    void aConnectionThatWasCutSilentlyIsNoOtherService() throws Exception {
        try (Cuts cuts = cuts();
                Store cut = Stores.open(through(cuts, "?socketTimeout=1"))) {
            write(cut, 1);
            cuts.mute();
            assertThatThrownBy(() -> write(cut, 2))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be reached, or went away");
            assertThatThrownBy(() -> write(cut, 2))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            refused -> assertThat(refused.isPassing()).isTrue())
                    .hasMessageContaining("was cut, which its server had not noticed");
            boolean written = false;
            for (int again = 0; !written && again < 100; again++) {
                try {
                    written = write(cut, 2);
                } catch (StoreException refused) {
                    assertThat(refused.isPassing()).isTrue();
                    Thread.sleep(50);
                }
            }
            assertThat(Batches.count(cut)).isEqualTo(2);
        }
    }
}
