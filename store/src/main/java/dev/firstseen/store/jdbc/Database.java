package dev.firstseen.store.jdbc;

import dev.firstseen.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the databases differ. */
sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {

    /** How messages call it; holds no secret. */
    String name();

    /** The folder with its schema, a file a version. */
    String schema();

    /** Keeps other writers out, makes the database where there is none, and opens it to write. */
    Connection openToWrite() throws SQLException;

    /** Opens it to read what was committed last, at every transaction anew. */
    Connection openToRead() throws SQLException;

    /** What a refusal means, as a sentence for an operator. */
    StoreException failure(SQLException refused);

    /** How many bytes what it holds takes. */
    long size(Session session);

    /** Lets other writers in. */
    @Override
    void close();
}
