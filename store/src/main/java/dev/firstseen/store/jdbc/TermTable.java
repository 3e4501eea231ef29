package dev.firstseen.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.store.Terms;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

final class TermTable implements Terms {
    /** The bytes of a key after the memory's number: whose, and which. */
    static final int LENGTH = Digests.SHORT + Digests.KEY;

    private final Session session;

    TermTable(Session session) {
        this.session = session;
    }

    private byte[] key(Key key) {
        return Keys.ofMemory(
                key.memory(),
                owner(key.tenant(), key.term().first()),
                session.digests().of(Digests.KEY, key.tenant(), key.term().values()));
    }

    private byte[] owner(String tenant, Value.Scalar first) {
        return session.digests().of(Digests.SHORT, tenant, List.of(first));
    }

    @Override
    public Map<Key, Remembered> load(Collection<Key> keys) {
        Map<ByteBuffer, Key> asked = new HashMap<>();
        List<byte[]> all = new ArrayList<>(keys.size());
        for (Key key : keys) {
            byte[] bytes = key(key);
            if (asked.put(ByteBuffer.wrap(bytes), key) == null) {
                all.add(bytes);
            }
        }
        Map<Key, Remembered> loaded = new HashMap<>();
        session.eachOf(
                "SELECT term, state FROM term WHERE term IN (:keys)",
                all,
                row -> loaded.put(
                        requireNonNull(asked.get(ByteBuffer.wrap(row.getBytes(1)))), unpack(row.getBytes(2))));
        return loaded;
    }

    /**
     * In the order of their keys: neighbours are written together. What is known usually matters for no more days than
     * before; then only its state is written, and the index is left alone.
     */
    @Override
    public void save(Map<Key, Remembered> changed) {
        TreeMap<byte[], Map.Entry<Key, Remembered>> rows = new TreeMap<>(Arrays::compareUnsigned);
        changed.entrySet().forEach(entry -> rows.put(key(entry.getKey()), entry));
        List<Object[]> updates = new ArrayList<>(rows.size());
        List<Object[]> inserts = new ArrayList<>();
        rows.forEach((key, entry) -> updates.add(
                new Object[] {pack(entry.getValue()), key, day(entry.getValue().until())}));
        int[] counts = session.changeAll("UPDATE term SET state = ? WHERE term = ? AND day = ?", updates);
        int index = 0;
        for (Map.Entry<Key, Remembered> entry : rows.values()) {
            Object[] update = updates.get(index);
            if (counts[index++] == 0) {
                byte[] spelling = new PackedWriter()
                        .values(entry.getKey().term().values())
                        .done();
                inserts.add(new Object[] {update[1], update[2], update[0], spelling});
            }
        }
        session.changeAll(
                "INSERT INTO term (term, day, state, spelling) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (term) DO UPDATE SET day = excluded.day, state = excluded.state",
                inserts);
    }

    private static long day(long time) {
        return Math.floorDiv(time, TimeUnit.DAYS.toMillis(1));
    }

    private static byte[] pack(Remembered remembered) {
        PackedWriter packed = new PackedWriter()
                .number(remembered.until())
                .number(remembered.runs().runs().size());
        for (Runs.Run run : remembered.runs().runs()) {
            packed.number(run.first()).text(run.firstId()).number(run.last()).number(run.count());
        }
        packed.number(remembered.sightings().spans().size());
        long before = 0;
        for (Sightings.Span span : remembered.sightings().spans()) {
            packed.number(span.first() - before)
                    .number(span.last() - span.first())
                    .number(span.count());
            before = span.last();
        }
        return packed.done();
    }

    private static Remembered unpack(byte[] state) {
        PackedReader packed = new PackedReader(state);
        long until = packed.number();
        int size = packed.count();
        List<Runs.Run> runs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            runs.add(new Runs.Run(packed.number(), packed.text(), packed.number(), packed.number()));
        }
        int sightings = packed.count();
        List<Sightings.Span> spans = new ArrayList<>(sightings);
        long before = 0;
        for (int i = 0; i < sightings; i++) {
            long first = before + packed.number();
            before = first + packed.number();
            spans.add(new Sightings.Span(first, before, packed.number()));
        }
        return new Remembered(new Runs(runs), new Sightings(spans), until);
    }

    @Override
    public void eachSharing(int memory, String tenant, Value.Scalar first, Taker taker) {
        byte[] begin = Keys.ofMemory(memory, owner(tenant, first));
        session.each(
                "SELECT state, spelling FROM term WHERE term >= ? AND term <= ? ORDER BY term",
                row -> {
                    Term term = new Term(new PackedReader(row.getBytes(2)).values());
                    // The key holds a short digest of the owner only.
                    if (term.first().equals(first)) {
                        taker.take(term, unpack(row.getBytes(1)));
                    }
                },
                begin,
                Keys.end(begin, Digests.KEY));
    }

    @Override
    public void each(int memory, Taker taker) {
        byte[] begin = Keys.ofMemory(memory);
        session.each(
                "SELECT state, spelling FROM term WHERE term >= ? AND term <= ? ORDER BY term",
                row -> taker.take(new Term(new PackedReader(row.getBytes(2)).values()), unpack(row.getBytes(1))),
                begin,
                Keys.end(begin, LENGTH));
    }

    @Override
    public long size() {
        return session.number("SELECT count(*) FROM term");
    }

    @Override
    public long forgetBefore(long time) {
        return session.change(
                "DELETE FROM term WHERE term IN (SELECT term FROM term WHERE day < ? LIMIT ?)",
                day(time),
                LedgerTable.FORGOTTEN);
    }
}
