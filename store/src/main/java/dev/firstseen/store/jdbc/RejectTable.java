package dev.firstseen.store.jdbc;

import dev.firstseen.store.Rejects;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

final class RejectTable implements Rejects {
    private final Session session;

    RejectTable(Session session) {
        this.session = session;
    }

    @Override
    public void add(Kind kind, long records, List<Reject> some) {
        byte[] source = Texts.bytes(kind.source());
        byte[] reason = Texts.bytes(kind.reason());
        session.change(
                "INSERT INTO rejected (source, reason, records) VALUES (?, ?, ?)"
                        + " ON CONFLICT (source, reason) DO UPDATE SET records = rejected.records + excluded.records",
                source,
                reason,
                records);
        session.changeAll(
                "INSERT INTO reject (source, reason, stored) VALUES (?, ?, ?)",
                some.subList(Math.max(0, some.size() - LISTED), some.size()).stream()
                        .map(each -> new Object[] {source, reason, pack(each)})
                        .toList());
        session.change(
                "DELETE FROM reject WHERE source = ? AND reason = ? AND number <="
                        + " (SELECT number FROM reject WHERE source = ? AND reason = ?"
                        + " ORDER BY number DESC LIMIT 1 OFFSET ?)",
                source,
                reason,
                source,
                reason,
                LISTED);
    }

    private static byte[] pack(Reject reject) {
        return new PackedWriter()
                .text(reject.place())
                .text(reject.dataset())
                .text(reject.detail())
                .text(reject.excerpt())
                .number(reject.time())
                .done();
    }

    private static Reject read(ResultSet row) throws SQLException {
        PackedReader packed = new PackedReader(row.getBytes(1));
        return new Reject(packed.text(), packed.text(), packed.text(), packed.text(), packed.number());
    }

    @Override
    public SortedMap<Kind, Long> count() {
        SortedMap<Kind, Long> count = new TreeMap<>();
        session.each(
                "SELECT source, reason, records FROM rejected",
                row -> count.put(new Kind(Texts.text(row.getBytes(1)), Texts.text(row.getBytes(2))), row.getLong(3)));
        return count;
    }

    @Override
    public List<Reject> newest(Kind kind, int atMost) {
        return session.list(
                "SELECT stored FROM reject WHERE source = ? AND reason = ? ORDER BY number DESC LIMIT ?",
                RejectTable::read,
                Texts.bytes(kind.source()),
                Texts.bytes(kind.reason()),
                atMost);
    }
}
