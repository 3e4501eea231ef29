package dev.firstseen.store.jdbc;

import dev.firstseen.store.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

final class OutboxTable implements Outbox {
    private final Session session;

    OutboxTable(Session session) {
        this.session = session;
    }

    @Override
    public void add(Collection<String> sinks, String id, byte[] notice, long now) {
        session.changeAll(
                "INSERT INTO outbox (sink, id, notice, written, attempts, due, dead, reason)"
                        + " VALUES (?, ?, ?, ?, 0, ?, 0, ?)",
                sinks.stream()
                        .map(sink ->
                                new Object[] {Texts.bytes(sink), Texts.bytes(id), notice, now, now, Texts.bytes("")})
                        .toList());
    }

    @Override
    public List<Entry> next(String sink, long now, int atMost) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry : behind(sink, 0, atMost)) {
            if (entry.due() > now) {
                break;
            }
            next.add(entry);
        }
        return next;
    }

    /** Numbers begin with 1. */
    @Override
    public List<Entry> behind(String sink, long number, int atMost) {
        return session.list(
                "SELECT number, id, notice, attempts, due FROM outbox WHERE dead = 0 AND sink = ? AND number > ?"
                        + " ORDER BY number LIMIT ?",
                row -> new Entry(
                        row.getLong(1),
                        sink,
                        Texts.text(row.getBytes(2)),
                        row.getBytes(3),
                        row.getInt(4),
                        row.getLong(5)),
                Texts.bytes(sink),
                number,
                atMost);
    }

    @Override
    public void taken(Collection<Long> numbers) {
        session.changeAll(
                "DELETE FROM outbox WHERE number = ?",
                numbers.stream().map(number -> new Object[] {number}).toList());
    }

    @Override
    public void retry(Collection<Long> numbers, long due, String reason) {
        byte[] why = Texts.bytes(reason);
        session.changeAll(
                "UPDATE outbox SET attempts = attempts + 1, due = ?, reason = ? WHERE number = ?",
                numbers.stream().map(number -> new Object[] {due, why, number}).toList());
    }

    @Override
    public void bury(Collection<Long> numbers, String reason) {
        byte[] why = Texts.bytes(reason);
        session.changeAll(
                "UPDATE outbox SET attempts = attempts + 1, dead = 1, reason = ? WHERE number = ?",
                numbers.stream().map(number -> new Object[] {why, number}).toList());
    }

    @Override
    public long revive(String sink, long now) {
        return session.change(
                "UPDATE outbox SET attempts = 0, due = ?, dead = 0 WHERE dead = 1 AND sink = ?",
                now,
                Texts.bytes(sink));
    }

    @Override
    public List<Dead> dead(int atMost) {
        return session.list(
                "SELECT number, sink, id, attempts, reason FROM outbox WHERE dead = 1 ORDER BY number LIMIT ?",
                row -> new Dead(
                        row.getLong(1),
                        Texts.text(row.getBytes(2)),
                        Texts.text(row.getBytes(3)),
                        row.getInt(4),
                        Texts.text(row.getBytes(5))),
                atMost);
    }

    @Override
    public long dead(String sink) {
        return session.number("SELECT count(*) FROM outbox WHERE dead = 1 AND sink = ?", Texts.bytes(sink));
    }

    @Override
    public long drop(String sink) {
        return session.change("DELETE FROM outbox WHERE dead = 1 AND sink = ?", Texts.bytes(sink));
    }

    @Override
    public SortedMap<String, Backlog> forgetBefore(long time) {
        SortedMap<String, Backlog> gone = backlog("WHERE written < ?", time);
        session.change("DELETE FROM outbox WHERE written < ?", time);
        return gone;
    }

    @Override
    public SortedMap<String, Backlog> keepOnly(Collection<String> sinks) {
        SortedMap<String, Backlog> gone = backlog();
        gone.keySet().removeAll(sinks);
        gone.keySet().forEach(sink -> session.change("DELETE FROM outbox WHERE sink = ?", Texts.bytes(sink)));
        return gone;
    }

    @Override
    public SortedMap<String, Backlog> backlog() {
        return backlog("");
    }

    private SortedMap<String, Backlog> backlog(String where, @Nullable Object... parameters) {
        SortedMap<String, Backlog> backlog = new TreeMap<>();
        session.each(
                "SELECT sink, sum(1 - dead), min(CASE WHEN dead = 0 THEN written END), sum(dead) FROM outbox " + where
                        + " GROUP BY sink",
                // The minimum of nothing is null, which is read as 0.
                row -> backlog.put(
                        Texts.text(row.getBytes(1)), new Backlog(row.getLong(2), row.getLong(3), row.getLong(4))),
                parameters);
        return backlog;
    }
}
