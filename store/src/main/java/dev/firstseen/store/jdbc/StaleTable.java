package dev.firstseen.store.jdbc;

import dev.firstseen.store.Stale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

final class StaleTable implements Stale {
    private static final String MARK = "INSERT INTO stale (alert, since) SELECT id, ? FROM alert WHERE ";
    private static final String ONCE = " ON CONFLICT (alert) DO NOTHING";

    private final Session session;

    StaleTable(Session session) {
        this.session = session;
    }

    /** Usually all that is seen is newer than any alert, and no owner needs to be looked for. */
    @Override
    public void seen(Map<String, Long> seen, long now) {
        if (seen.isEmpty()) {
            return;
        }
        long newest = session.number(
                "SELECT coalesce(max(event_time), ?) FROM alert WHERE owner IS NOT NULL", Long.MIN_VALUE);
        List<Object[]> rows = new ArrayList<>();
        seen.forEach((owner, time) -> {
            if (time < newest) {
                rows.add(new Object[] {now, Texts.bytes(owner), time, AlertTable.WITHDRAWN});
            }
        });
        session.changeAll(MARK + "owner = ? AND event_time > ? AND state <> ?" + ONCE, rows);
    }

    @Override
    public void observed(String tenant, String dataset, long from, long until, long now) {
        session.change(
                MARK + "log = ? AND time > ? AND time <= ? AND state <> ?" + ONCE,
                now,
                AlertTable.log(session, tenant, dataset),
                from,
                until,
                AlertTable.WITHDRAWN);
    }

    @Override
    public List<String> before(long time, int atMost) {
        return session.list(
                "SELECT alert FROM stale WHERE since <= ? ORDER BY since, alert LIMIT ?",
                row -> Texts.text(row.getBytes(1)),
                time,
                atMost);
    }

    @Override
    public List<String> about(String tenant, Collection<String> names) {
        TreeSet<String> ids = new TreeSet<>();
        session.eachOf(
                "SELECT alert FROM stale WHERE alert IN (SELECT alert FROM alert_account WHERE account IN (:keys))",
                names.stream()
                        .map(name -> AlertTable.account(session, tenant, name))
                        .toList(),
                row -> ids.add(Texts.text(row.getBytes(1))));
        return List.copyOf(ids);
    }

    @Override
    public void remove(Collection<String> ids) {
        session.changeAll(
                "DELETE FROM stale WHERE alert = ?",
                ids.stream().map(id -> new Object[] {Texts.bytes(id)}).toList());
    }

    @Override
    public long size() {
        return session.number("SELECT count(*) FROM stale");
    }
}
