package dev.firstseen.store.jdbc;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.store.Losses;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class LossTable implements Losses {
    private final Session session;

    LossTable(Session session) {
        this.session = session;
    }

    @Override
    public void add(Collection<Loss> losses) {
        if (losses.isEmpty()) {
            return;
        }
        Map<Coverage.Log, Loss> byLog = new LinkedHashMap<>();
        losses.forEach(loss -> byLog.merge(new Coverage.Log(loss.tenant(), loss.dataset()), loss, Loss::and));
        long memory = session.number("SELECT coalesce(max(number), 0) FROM memory");
        session.changeAll(
                "INSERT INTO loss (tenant, dataset, memory, available, time) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (tenant, dataset, memory) DO UPDATE SET"
                        + " available = CASE WHEN loss.available < excluded.available THEN excluded.available"
                        + " ELSE loss.available END,"
                        + " time = CASE WHEN loss.time < excluded.time THEN excluded.time ELSE loss.time END",
                byLog.values().stream()
                        .map(loss -> new Object[] {
                            Texts.bytes(loss.tenant()),
                            Texts.bytes(loss.dataset()),
                            memory,
                            loss.available(),
                            loss.time()
                        })
                        .toList());
    }

    @Override
    public Optional<Loss> of(int memory, String tenant, String dataset) {
        return session.first(
                "SELECT max(available), max(time) FROM loss WHERE tenant = ? AND dataset = ? AND memory < ?"
                        + " GROUP BY tenant",
                row -> new Loss(tenant, dataset, row.getLong(1), row.getLong(2)),
                Texts.bytes(tenant),
                Texts.bytes(dataset),
                memory);
    }

    @Override
    public long forgetBefore(long available) {
        return session.change(
                "DELETE FROM loss WHERE (tenant, dataset, memory) IN"
                        + " (SELECT tenant, dataset, memory FROM loss WHERE available < ? LIMIT ?)",
                available,
                LedgerTable.FORGOTTEN);
    }
}
