package dev.firstseen.store.jdbc;

import dev.firstseen.store.Behind;
import java.util.Collection;
import java.util.List;

final class BehindTable implements Behind {
    private final Session session;

    BehindTable(Session session) {
        this.session = session;
    }

    @Override
    public void put(Collection<Part> parts) {
        session.changeAll(
                "INSERT INTO behind (source, part, start, finish, reached, ends, time) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (source, part) DO UPDATE SET start = excluded.start, finish = excluded.finish,"
                        + " reached = excluded.reached, ends = excluded.ends, time = excluded.time",
                parts.stream()
                        .map(part -> new Object[] {
                            Texts.bytes(part.source()),
                            Texts.bytes(part.part()),
                            part.from(),
                            part.to(),
                            part.reached(),
                            part.ends(),
                            part.time()
                        })
                        .toList());
    }

    @Override
    public long keepOnly(Collection<String> sources) {
        long gone = 0;
        for (byte[] source : session.list("SELECT DISTINCT source FROM behind", row -> row.getBytes(1))) {
            if (!sources.contains(Texts.text(source))) {
                gone += session.change("DELETE FROM behind WHERE source = ?", source);
            }
        }
        return gone;
    }

    @Override
    public List<Part> all() {
        return session.list(
                "SELECT source, part, start, finish, reached, ends, time FROM behind ORDER BY source, part",
                row -> new Part(
                        Texts.text(row.getBytes(1)),
                        Texts.text(row.getBytes(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)));
    }
}
