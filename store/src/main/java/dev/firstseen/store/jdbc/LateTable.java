package dev.firstseen.store.jdbc;

import dev.firstseen.store.LateRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

final class LateTable implements LateRecords {
    private final Session session;

    LateTable(Session session) {
        this.session = session;
    }

    @Override
    public Map<String, Long> newest(Set<String> tenants) {
        Map<String, Long> newest = new HashMap<>();
        session.eachOf(
                "SELECT tenant, time FROM newest WHERE tenant IN (:keys)",
                tenants.stream().map(Texts::bytes).toList(),
                row -> newest.put(Texts.text(row.getBytes(1)), row.getLong(2)));
        return newest;
    }

    @Override
    public void reached(Map<String, Long> newest) {
        session.changeAll(
                "INSERT INTO newest (tenant, time) VALUES (?, ?)"
                        + " ON CONFLICT (tenant) DO UPDATE SET time = excluded.time WHERE newest.time < excluded.time",
                newest.entrySet().stream()
                        .map(entry -> new Object[] {Texts.bytes(entry.getKey()), entry.getValue()})
                        .toList());
    }

    @Override
    public long forgetBefore(long time) {
        return session.change(
                "DELETE FROM newest WHERE tenant IN (SELECT tenant FROM newest WHERE time < ? LIMIT ?)",
                time,
                LedgerTable.FORGOTTEN);
    }

    @Override
    public void add(String source, Late late) {
        session.change(
                "INSERT INTO late (source, records, behind, last) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (source) DO UPDATE SET records = late.records + excluded.records,"
                        + " behind = CASE WHEN late.behind < excluded.behind THEN excluded.behind ELSE late.behind END,"
                        + " last = excluded.last",
                Texts.bytes(source),
                late.records(),
                late.behind(),
                late.last());
    }

    @Override
    public SortedMap<String, Late> bySource() {
        SortedMap<String, Late> bySource = new TreeMap<>();
        session.each(
                "SELECT source, records, behind, last FROM late",
                row -> bySource.put(
                        Texts.text(row.getBytes(1)), new Late(row.getLong(2), row.getLong(3), row.getLong(4))));
        return bySource;
    }
}
