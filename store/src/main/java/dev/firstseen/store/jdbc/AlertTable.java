package dev.firstseen.store.jdbc;

import dev.firstseen.store.Alerts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

final class AlertTable implements Alerts {
    /** How many are forgotten at once; each takes its accounts with it. */
    private static final long FORGOTTEN = 1_000;

    static final int WITHDRAWN = code(State.WITHDRAWN);
    private static final Comparator<Stored> TIME = Comparator.comparingLong(Stored::time);

    /** The plus keeps a database from going through all shown alerts by their state. */
    private static final String SHOWN =
            "SELECT DISTINCT alert_account.alert, alert_account.time, rule FROM alert_account"
                    + " JOIN alert ON alert.id = alert_account.alert WHERE account IN (:keys) AND +alert.state = ?";

    /**
     * All alerts of a rule, or the first and the last and where a part of their number or of their time begins. Times have
     * thousandths, parts are few: nothing overflows.
     */
    private static final String CHOSEN =
            "SELECT alert.id, length(alert.stored), placed.rule, place, total FROM (SELECT own.*,"
                    + " row_number() OVER in_order AS place, lag(time) OVER in_order AS time_before, count(*) OVER all_own AS total,"
                    + " min(time) OVER all_own AS begin_time, max(time) OVER all_own AS end_time FROM (" + SHOWN
                    + ") AS own"
                    + " WINDOW in_order AS (PARTITION BY rule ORDER BY time, alert), all_own AS (PARTITION BY rule)) AS placed"
                    + " JOIN alert ON alert.id = placed.alert WHERE total <= ? OR place = 1 OR place = total"
                    + " OR (place - 1) * ? / nullif(total - 1, 0) > (place - 2) * ? / nullif(total - 1, 0)"
                    + " OR (placed.time - begin_time) * ? / (end_time - begin_time + 1)"
                    + " > (time_before - begin_time) * ? / (end_time - begin_time + 1)"
                    + " ORDER BY placed.time, placed.alert";

    private final Session session;

    AlertTable(Session session) {
        this.session = session;
    }

    /** What stands in the table, whatever becomes of the order of the states. */
    private static int code(State state) {
        return switch (state) {
            case SHOWN -> 0;
            case COUNTED -> 1;
            case WITHDRAWN -> 2;
        };
    }

    private static State state(long code) {
        for (State state : State.values()) {
            if (code(state) == code) {
                return state;
            }
        }
        throw PackedReader.torn();
    }

    private static Stored read(ResultSet row) throws SQLException {
        PackedReader packed = new PackedReader(row.getBytes(2));
        return new Stored(
                Texts.text(row.getBytes(1)),
                packed.text(),
                packed.text(),
                packed.text(),
                packed.text(),
                packed.number(),
                packed.number(),
                packed.number(),
                packed.texts(),
                packed.text(),
                packed.text(),
                state(row.getLong(3)),
                text(row, 4),
                packed.text(),
                packed.number() != 0,
                packed.bytes(),
                packed.bytes());
    }

    private static String text(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? "" : Texts.text(bytes);
    }

    private static byte[] pack(Stored alert) {
        return new PackedWriter()
                .text(alert.rule())
                .text(alert.tenant())
                .text(alert.dataset())
                .text(alert.eventId())
                .number(alert.time())
                .number(alert.eventTime())
                .number(alert.available())
                .texts(alert.names())
                .text(alert.group())
                .text(alert.owner())
                .text(alert.note())
                .number(alert.told() ? 1 : 0)
                .bytes(alert.document())
                .bytes(alert.record())
                .done();
    }

    @Override
    public Map<String, Stored> find(Collection<String> ids) {
        Map<String, Stored> found = new HashMap<>();
        session.eachOf(
                "SELECT id, stored, state, counted_on FROM alert WHERE id IN (:keys)",
                ids.stream().distinct().map(Texts::bytes).toList(),
                row -> found.put(Texts.text(row.getBytes(1)), read(row)));
        return found;
    }

    @Override
    public void put(Collection<Stored> alerts) {
        Map<String, Stored> last = new LinkedHashMap<>();
        alerts.forEach(alert -> last.put(alert.id(), alert));
        removeAccounts(last.keySet().stream().map(Texts::bytes).toList());
        session.changeAll(
                "INSERT INTO alert (id, gathering, event, owner, log, time, event_time, state, counted_on, stored)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET gathering = excluded.gathering, event = excluded.event, owner = excluded.owner,"
                        + " log = excluded.log, time = excluded.time, event_time = excluded.event_time, state = excluded.state,"
                        + " counted_on = excluded.counted_on, stored = excluded.stored",
                last.values().stream()
                        .map(alert -> new @Nullable Object[] {
                            Texts.bytes(alert.id()),
                            gathering(alert),
                            Texts.bytes(alert.eventId()),
                            alert.owner().isEmpty() ? null : Texts.bytes(alert.owner()),
                            alert.owner().isEmpty() ? null : log(session, alert.tenant(), alert.dataset()),
                            alert.time(),
                            alert.eventTime(),
                            code(alert.state()),
                            countedOn(alert),
                            pack(alert)
                        })
                        .toList());
        session.changeAll(
                "INSERT INTO alert_account (account, time, alert, rule) VALUES (?, ?, ?, ?)", accounts(last.values()));
    }

    private void removeAccounts(Collection<byte[]> alerts) {
        session.changeAll(
                "DELETE FROM alert_account WHERE alert = ?",
                alerts.stream().map(id -> new @Nullable Object[] {id}).toList());
    }

    private List<@Nullable Object[]> accounts(Collection<Stored> alerts) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Stored alert : alerts) {
            alert.names().stream()
                    .distinct()
                    .forEach(name -> rows.add(new Object[] {
                        account(alert.tenant(), name), alert.time(), Texts.bytes(alert.id()), Texts.bytes(alert.rule())
                    }));
        }
        return rows;
    }

    private byte[] account(String tenant, String name) {
        return account(session, tenant, name);
    }

    static byte[] account(Session session, String tenant, String name) {
        return session.digests().of(Digests.KEY, tenant, name);
    }

    /** A log, by which alerts that tell a history are found. */
    static byte[] log(Session session, String tenant, String dataset) {
        return session.digests().of(Digests.KEY, tenant, dataset);
    }

    private static byte @Nullable [] countedOn(Stored alert) {
        return alert.countedOn().isEmpty() ? null : Texts.bytes(alert.countedOn());
    }

    private byte @Nullable [] gathering(Stored alert) {
        return alert.group().isEmpty() ? null : gathering(new Group(alert.rule(), alert.tenant(), alert.group()));
    }

    private byte[] gathering(Group group) {
        return session.digests().of(Digests.KEY, group.rule(), group.tenant(), group.digest());
    }

    private static final String PLACED =
            "SELECT id, event, time, state, counted_on FROM alert WHERE gathering = ? AND ";

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(text(row, 1), text(row, 2), row.getLong(3), state(row.getLong(4)), text(row, 5));
    }

    @Override
    public List<Placed> ofGroup(Group group, long from, int atLeast) {
        byte[] gathering = gathering(group);
        List<Placed> alerts = session.list(
                PLACED + "time >= ? AND state <> ? ORDER BY time LIMIT ?",
                AlertTable::placed,
                gathering,
                from,
                WITHDRAWN,
                atLeast);
        if (!alerts.isEmpty() && alerts.size() >= atLeast) {
            long last = alerts.getLast().time();
            alerts.removeIf(alert -> alert.time() == last);
            alerts.addAll(
                    session.list(PLACED + "time = ? AND state <> ?", AlertTable::placed, gathering, last, WITHDRAWN));
        }
        alerts.sort(Comparator.comparingLong(Placed::time)
                .thenComparing(Placed::eventId)
                .thenComparing(Placed::id));
        return alerts;
    }

    /** There is an index of those that are shown, which are 0. */
    @Override
    public Optional<Placed> lastShown(Group group, long from, long before) {
        return session.first(
                PLACED + "state = 0 AND time >= ? AND time < ? ORDER BY time DESC LIMIT 1",
                AlertTable::placed,
                gathering(group),
                from,
                before);
    }

    @Override
    public void count(Map<String, String> countedOn) {
        session.changeAll(
                "UPDATE alert SET state = ?, counted_on = ? WHERE id = ?",
                countedOn.entrySet().stream()
                        .map(each -> new @Nullable Object[] {
                            code(State.COUNTED), Texts.bytes(each.getValue()), Texts.bytes(each.getKey())
                        })
                        .toList());
    }

    @Override
    public List<Stored> newestShown(String tenant, Collection<String> names, int atMost) {
        List<Stored> newest = new ArrayList<>();
        session.eachOfAll(
                "SELECT alert.id, alert.stored, alert.state, alert.counted_on FROM (" + SHOWN
                        + " ORDER BY alert_account.time DESC, alert_account.alert DESC LIMIT ?) AS own"
                        + " JOIN alert ON alert.id = own.alert",
                accounts(tenant, names),
                row -> newest.add(read(row)),
                code(State.SHOWN),
                atMost);
        newest.sort(TIME.thenComparing(Stored::id));
        return newest;
    }

    @Override
    public SortedMap<String, Long> shownByRule(String tenant, Collection<String> names) {
        SortedMap<String, Long> counts = new TreeMap<>();
        session.eachOfAll(
                "SELECT rule, count(*) FROM (" + SHOWN + ") AS own GROUP BY rule",
                accounts(tenant, names),
                row -> counts.put(Texts.text(row.getBytes(1)), row.getLong(2)),
                code(State.SHOWN));
        return counts;
    }

    private List<byte[]> accounts(String tenant, Collection<String> names) {
        return names.stream().map(name -> account(tenant, name)).toList();
    }

    @Override
    public List<Chosen> chosen(String tenant, Collection<String> names, long ofEachRule) {
        ChosenAlerts chosen = new ChosenAlerts();
        long half = ofEachRule / 2;
        session.eachOfAll(
                CHOSEN,
                accounts(tenant, names),
                row -> chosen.add(new ChosenAlerts.Place(
                        text(row, 1), text(row, 3), row.getLong(4), row.getLong(5), row.getLong(2))),
                code(State.SHOWN),
                ofEachRule,
                half - 1,
                half - 1,
                half,
                half);
        return chosen.all(this::find);
    }

    @Override
    public Counted countedOn(String id) {
        return session.first(
                        "SELECT count(*), coalesce(max(time), ?) FROM alert WHERE counted_on = ?",
                        row -> new Counted(row.getLong(1), row.getLong(2)),
                        Long.MIN_VALUE,
                        Texts.bytes(id))
                .orElseThrow();
    }

    @Override
    public List<Stored> newest(int atMost) {
        return session.list(
                "SELECT id, stored, state, counted_on FROM alert ORDER BY time DESC, id DESC LIMIT ?",
                AlertTable::read,
                atMost);
    }

    @Override
    public Map<State, Long> count() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        session.each(
                "SELECT state, count(*) FROM alert GROUP BY state",
                row -> counts.put(state(row.getLong(1)), row.getLong(2)));
        return counts;
    }

    /** What incidents name is told with them, and their ids are made of it. */
    @Override
    public long forgetBefore(long time) {
        List<byte[]> old = session.list(
                "SELECT id FROM alert WHERE time < ?"
                        + " AND NOT EXISTS (SELECT 1 FROM incident_alert WHERE incident_alert.alert = alert.id)"
                        + " ORDER BY time LIMIT ?",
                row -> row.getBytes(1),
                time,
                FORGOTTEN);
        removeAccounts(old);
        session.changeAll(
                "DELETE FROM alert WHERE id = ?",
                old.stream().map(id -> new @Nullable Object[] {id}).toList());
        return old.size();
    }
}
