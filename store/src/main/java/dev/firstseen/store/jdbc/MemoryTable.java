package dev.firstseen.store.jdbc;

import dev.firstseen.store.Memories;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class MemoryTable implements Memories {
    private static final String SELECT = "SELECT number, rule, meaning FROM memory";
    private final Session session;

    MemoryTable(Session session) {
        this.session = session;
    }

    private static Memory read(ResultSet row) throws SQLException {
        return new Memory(row.getInt(1), Texts.text(row.getBytes(2)), Texts.text(row.getBytes(3)));
    }

    @Override
    public Optional<Memory> find(String rule, String meaning) {
        return session.first(
                SELECT + " WHERE rule = ? AND meaning = ?", MemoryTable::read, Texts.bytes(rule), Texts.bytes(meaning));
    }

    @Override
    public Memory begin(String rule, String meaning) {
        return session.first(
                        "INSERT INTO memory (rule, meaning) VALUES (?, ?)" + " RETURNING number, rule, meaning",
                        MemoryTable::read,
                        Texts.bytes(rule),
                        Texts.bytes(meaning))
                .orElseThrow();
    }

    @Override
    public List<Memory> all() {
        return session.list(SELECT + " ORDER BY number", MemoryTable::read);
    }

    /** Numbers are never given again, so nothing can meet what another memory left. */
    @Override
    public void drop(int number) {
        byte[] begin = Keys.ofMemory(number);
        session.change("DELETE FROM term WHERE term >= ? AND term <= ?", begin, Keys.end(begin, TermTable.LENGTH));
        session.change(
                "DELETE FROM counted WHERE entry >= ? AND entry <= ?", begin, Keys.end(begin, CountedTable.LENGTH));
        session.change("DELETE FROM memory WHERE number = ?", number);
    }
}
