package dev.firstseen.store.jdbc;

import dev.firstseen.store.StandingTroubles;
import java.util.ArrayList;
import java.util.List;

final class TroubleTable implements StandingTroubles {
    private final Session session;

    TroubleTable(Session session) {
        this.session = session;
    }

    @Override
    public void set(List<String> sentences, long time) {
        session.change("DELETE FROM trouble");
        List<Object[]> rows = new ArrayList<>();
        for (String sentence : sentences) {
            rows.add(new Object[] {(long) rows.size(), Texts.bytes(sentence), time});
        }
        session.changeAll("INSERT INTO trouble (number, sentence, time) VALUES (?, ?, ?)", rows);
    }

    @Override
    public List<Told> all() {
        return session.list(
                "SELECT sentence, time FROM trouble ORDER BY number",
                row -> new Told(Texts.text(row.getBytes(1)), row.getLong(2)));
    }
}
