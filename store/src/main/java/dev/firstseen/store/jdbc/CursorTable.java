package dev.firstseen.store.jdbc;

import dev.firstseen.store.Cursors;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

final class CursorTable implements Cursors {
    private final Session session;

    CursorTable(Session session) {
        this.session = session;
    }

    @Override
    public SortedMap<String, String> of(String source) {
        SortedMap<String, String> cursors = new TreeMap<>();
        session.each(
                "SELECT name, value FROM cursor WHERE source = ?",
                row -> cursors.put(Texts.text(row.getBytes(1)), Texts.text(row.getBytes(2))),
                Texts.bytes(source));
        return cursors;
    }

    @Override
    public void change(String source, Map<String, String> put, Set<String> removed) {
        byte[] of = Texts.bytes(source);
        session.changeAll(
                "DELETE FROM cursor WHERE source = ? AND name = ?",
                removed.stream()
                        .map(name -> new Object[] {of, Texts.bytes(name)})
                        .toList());
        session.changeAll(
                "INSERT INTO cursor (source, name, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (source, name) DO UPDATE SET value = excluded.value",
                put.entrySet().stream()
                        .map(entry -> new Object[] {of, Texts.bytes(entry.getKey()), Texts.bytes(entry.getValue())})
                        .toList());
    }
}
