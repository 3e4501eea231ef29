package dev.firstseen.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.firstseen.store.Ledger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class LedgerTable implements Ledger {
    /** How many are forgotten at once, so that others get their turn. */
    static final long FORGOTTEN = 20_000;

    private final Session session;

    LedgerTable(Session session) {
        this.session = session;
    }

    private byte[] key(EventKey event) {
        return session.digests().of(Digests.KEY, event.tenant(), event.dataset(), event.id());
    }

    @Override
    public Map<EventKey, Entry> known(Collection<EventKey> events) {
        Map<ByteBuffer, EventKey> asked = new HashMap<>();
        List<byte[]> keys = new ArrayList<>(events.size());
        for (EventKey event : events) {
            byte[] key = key(event);
            if (asked.put(ByteBuffer.wrap(key), event) == null) {
                keys.add(key);
            }
        }
        Map<EventKey, Entry> known = new HashMap<>();
        session.eachOf(
                "SELECT event, time, memory FROM ledger WHERE event IN (:keys)",
                keys,
                row -> known.put(
                        requireNonNull(asked.get(ByteBuffer.wrap(row.getBytes(1)))),
                        new Entry(row.getLong(2), row.getInt(3))));
        return known;
    }

    /** In the order of their keys: neighbours in the table are written together. */
    @Override
    public void put(Map<EventKey, Entry> events) {
        TreeMap<byte[], Object[]> rows = new TreeMap<>(Arrays::compareUnsigned);
        events.forEach((event, entry) -> {
            byte[] key = key(event);
            rows.put(key, new Object[] {key, entry.time(), entry.memory()});
        });
        session.changeAll(
                "INSERT INTO ledger (event, time, memory) VALUES (?, ?, ?)"
                        + " ON CONFLICT (event) DO UPDATE SET time = excluded.time, memory = excluded.memory"
                        + " WHERE ledger.time <> excluded.time OR ledger.memory <> excluded.memory",
                rows.values());
    }

    @Override
    public long forgetBefore(long time) {
        return session.change(
                "DELETE FROM ledger WHERE event IN (SELECT event FROM ledger WHERE time < ? LIMIT ?)", time, FORGOTTEN);
    }
}
