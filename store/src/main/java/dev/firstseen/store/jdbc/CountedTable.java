package dev.firstseen.store.jdbc;

import dev.firstseen.store.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

final class CountedTable implements Counted {
    /** The bytes of a key after the memory's number: what for, when, and which event. */
    static final int LENGTH = Digests.KEY + Long.BYTES + Digests.KEY;

    private final Session session;

    CountedTable(Session session) {
        this.session = session;
    }

    private byte[] key(Key key) {
        return Keys.ofMemory(key.memory(), session.digests().of(Digests.KEY, key.tenant(), key.values()));
    }

    private byte[] entry(byte[] key, long time, String eventId) {
        return Keys.join(Keys.join(key, Keys.of(time)), session.digests().of(Digests.KEY, eventId));
    }

    /** The rows of a time lie in the order of digests. */
    @Override
    public void each(Key key, long from, long to, Taker taker) {
        byte[] of = key(key);
        List<Entry> atOnce = new ArrayList<>();
        session.each(
                "SELECT time, state FROM counted WHERE entry >= ? AND entry <= ? ORDER BY entry",
                row -> {
                    Entry entry = unpack(row.getLong(1), row.getBytes(2));
                    if (!atOnce.isEmpty() && atOnce.getFirst().time() != entry.time()) {
                        inOrder(atOnce, taker);
                    }
                    atOnce.add(entry);
                },
                Keys.join(of, Keys.of(from)),
                Keys.end(Keys.join(of, Keys.of(to)), Digests.KEY));
        inOrder(atOnce, taker);
    }

    private static void inOrder(List<Entry> atOnce, Taker taker) {
        atOnce.sort(Comparator.comparing(Entry::eventId));
        atOnce.forEach(taker::take);
        atOnce.clear();
    }

    @Override
    public OptionalLong firstAfter(Key key, long time) {
        byte[] of = key(key);
        return session.first(
                        "SELECT time FROM counted WHERE entry > ? AND entry <= ? ORDER BY entry LIMIT 1",
                        row -> row.getLong(1),
                        Keys.end(Keys.join(of, Keys.of(time)), Digests.KEY),
                        Keys.end(Keys.join(of, Keys.of(Long.MAX_VALUE)), Digests.KEY))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static Entry unpack(long time, byte[] state) {
        PackedReader packed = new PackedReader(state);
        return new Entry(time, packed.text(), packed.text(), packed.values());
    }

    @Override
    public void add(Key key, Collection<Entry> entries) {
        byte[] of = key(key);
        List<Object[]> rows = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            byte[] state = new PackedWriter()
                    .text(entry.dataset())
                    .text(entry.eventId())
                    .values(entry.different())
                    .done();
            rows.add(new Object[] {entry(of, entry.time(), entry.eventId()), key.memory(), entry.time(), state});
        }
        session.changeAll(
                "INSERT INTO counted (entry, memory, time, state) VALUES (?, ?, ?, ?) ON CONFLICT (entry) DO NOTHING",
                rows);
    }

    @Override
    public void remove(Key key, long time, String eventId) {
        session.change("DELETE FROM counted WHERE entry = ?", entry(key(key), time, eventId));
    }

    @Override
    public long size() {
        return session.number("SELECT count(*) FROM counted");
    }

    @Override
    public long forgetBefore(int memory, long time) {
        return session.change(
                "DELETE FROM counted WHERE entry IN"
                        + " (SELECT entry FROM counted WHERE memory = ? AND time < ? LIMIT ?)",
                memory,
                time,
                LedgerTable.FORGOTTEN);
    }
}
