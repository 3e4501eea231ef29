package dev.firstseen.store.jdbc;

import dev.firstseen.store.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

final class WaitingTable implements Waiting {
    private static final String SELECT = "SELECT tenant, name, urgent, times FROM waiting";

    private final Session session;

    WaitingTable(Session session) {
        this.session = session;
    }

    private byte[] key(String tenant, String name) {
        return session.digests().of(Digests.KEY, tenant, name);
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(Texts.text(row.getBytes(1)), Texts.text(row.getBytes(2)), row.getLong(3) != 0, row.getLong(4));
    }

    @Override
    public void add(String tenant, String name, boolean urgent) {
        session.change(
                "INSERT INTO waiting (account, tenant, name, urgent, times) VALUES (?, ?, ?, ?, 1)"
                        + " ON CONFLICT (account) DO UPDATE SET times = waiting.times + 1,"
                        + " urgent = CASE WHEN waiting.urgent > excluded.urgent THEN waiting.urgent"
                        + " ELSE excluded.urgent END",
                key(tenant, name),
                Texts.bytes(tenant),
                Texts.bytes(name),
                urgent ? 1L : 0L);
    }

    @Override
    public List<Entry> all() {
        return session.list(SELECT + " ORDER BY account", WaitingTable::read);
    }

    @Override
    public List<Entry> among(String tenant, Collection<String> names) {
        List<Entry> found = new ArrayList<>();
        session.eachOf(
                SELECT + " WHERE account IN (:keys)",
                names.stream().distinct().map(name -> key(tenant, name)).toList(),
                row -> found.add(read(row)));
        return found.stream().distinct().toList();
    }

    @Override
    public void remove(Collection<Entry> entries) {
        session.changeAll(
                "DELETE FROM waiting WHERE account = ? AND times = ?",
                entries.stream()
                        .map(entry -> new Object[] {key(entry.tenant(), entry.name()), entry.times()})
                        .toList());
    }
}
