package dev.firstseen.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final String INSERT = "INSERT INTO kept (number) VALUES (?)";

    @TempDir
    private Path folder;

    /** Two rows, and no room for the second. */
    private static List<Object[]> tooMuch() {
        return new AbstractList<>() {
            @Override
            public Object[] get(int index) {
                if (index == 1) {
                    throw new OutOfMemoryError("on purpose");
                }
                return new Object[] {index};
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    @Test
    void rowsOfATransactionThatFailedAreNotWrittenByTheNext() throws Exception {
        SqliteDatabase database = new SqliteDatabase(folder.resolve("store.db"));
        try (database;
                Session session = new Session(database.openToWrite(), database)) {
            session.begin(() -> session.change("CREATE TABLE kept (number INTEGER)"), _ -> true);
            session.commit();
            assertThatThrownBy(() -> session.begin(() -> session.changeAll(INSERT, tooMuch()), _ -> true))
                    .isInstanceOf(OutOfMemoryError.class);
            session.begin(() -> session.changeAll(INSERT, List.<Object[]>of(new Object[] {7})), _ -> true);
            session.commit();
            session.begin(
                    () -> assertThat(session.list("SELECT number FROM kept", row -> row.getLong(1)))
                            .containsExactly(7L),
                    _ -> true);
        }
    }
}
