package dev.firstseen.store;

import dev.firstseen.engine.secret.Secret;
import java.nio.file.Path;

/** Which database. */
public sealed interface StoreSettings {

    /** A file of SQLite, made where there is none. Beside it lie its log ({@code -wal}, {@code -shm}) and a lock. */
    record SqliteFile(Path file) implements StoreSettings {}

    /**
     * A database of a PostgreSQL server, at least 13.
     *
     * @param url as the JDBC driver reads it: {@code jdbc:postgresql://host:5432/database?sslmode=verify-full}
     */
    record Postgres(String url, String user, Secret password) implements StoreSettings {
        public Postgres {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("a PostgreSQL database has an address that begins with"
                        + " jdbc:postgresql:, such as jdbc:postgresql://host:5432/firstseen");
            }
            if (url.contains("password=")) {
                throw new IllegalArgumentException("the address of the database holds a password; take it out, and give"
                        + " it in the environment or in a file");
            }
        }
    }
}
