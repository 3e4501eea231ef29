package dev.firstseen.store.jdbc;

import dev.firstseen.store.Incidents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

final class IncidentTable implements Incidents {
    /** How many are forgotten at once; each takes its accounts with it, and the alerts that only it kept. */
    private static final long FORGOTTEN = 100;

    private static final String SELECT = "SELECT id, stored, document FROM incident";
    private static final String LINKS = "SELECT id, stored FROM incident";
    private final Session session;

    IncidentTable(Session session) {
        this.session = session;
    }

    private static Stored read(ResultSet row) throws SQLException {
        PackedReader packed = new PackedReader(row.getBytes(2));
        return new Stored(
                Texts.text(row.getBytes(1)),
                packed.text(),
                packed.texts(),
                packed.number(),
                packed.number(),
                packed.number(),
                packed.number(),
                packed.texts(),
                packed.texts(),
                Math.toIntExact(packed.number()),
                new Told(packed.number(), packed.text(), packed.text()),
                row.getBytes(3));
    }

    /** What rows elsewhere belong to an incident. */
    private record Links(String id, Reach reach, List<String> alerts) {
        static Links read(ResultSet row) throws SQLException {
            PackedReader packed = new PackedReader(row.getBytes(2));
            String tenant = packed.text();
            List<String> names = packed.texts();
            packed.number();
            packed.number();
            Reach reach = new Reach(tenant, names, packed.number(), packed.number(), packed.texts());
            return new Links(Texts.text(row.getBytes(1)), reach, packed.texts());
        }

        static Links of(Stored incident) {
            Reach reach = new Reach(
                    incident.tenant(), incident.names(), incident.from(), incident.until(), incident.networks());
            return new Links(incident.id(), reach, incident.alerts());
        }
    }

    private static byte[] pack(Stored incident) {
        return new PackedWriter()
                .text(incident.tenant())
                .texts(incident.names())
                .number(incident.first())
                .number(incident.last())
                .number(incident.from())
                .number(incident.until())
                .texts(incident.networks())
                .texts(incident.alerts())
                .number(incident.score())
                .number(incident.told().time())
                .text(incident.told().headline())
                .text(incident.told().digest())
                .done();
    }

    @Override
    public Optional<Stored> find(String id) {
        return session.first(SELECT + " WHERE id = ?", IncidentTable::read, Texts.bytes(id));
    }

    @Override
    public void put(Stored incident) {
        remove(incident.id());
        byte[] id = Texts.bytes(incident.id());
        session.change(
                "INSERT INTO incident (id, last, newest, stored, document) VALUES (?, ?, ?, ?, ?)",
                id,
                incident.last(),
                newest(incident),
                pack(incident),
                incident.document());
        Links links = Links.of(incident);
        session.changeAll("INSERT INTO incident_account (account, incident) VALUES (?, ?)", accounts(links));
        session.changeAll("INSERT INTO incident_alert (alert, incident) VALUES (?, ?)", alerts(links));
    }

    private long newest(Stored incident) {
        long[] newest = {Long.MIN_VALUE};
        session.eachOf(
                "SELECT time FROM alert WHERE id IN (:keys)",
                incident.alerts().stream().map(Texts::bytes).toList(),
                row -> newest[0] = Math.max(newest[0], row.getLong(1)));
        return newest[0];
    }

    private static List<Object[]> alerts(Links incident) {
        return incident.alerts().stream()
                .distinct()
                .map(alert -> new Object[] {Texts.bytes(alert), Texts.bytes(incident.id())})
                .toList();
    }

    @Override
    public void remove(String id) {
        session.first(LINKS + " WHERE id = ?", Links::read, Texts.bytes(id)).ifPresent(this::remove);
    }

    private void remove(Links incident) {
        session.changeAll("DELETE FROM incident_account WHERE account = ? AND incident = ?", accounts(incident));
        session.changeAll("DELETE FROM incident_alert WHERE alert = ? AND incident = ?", alerts(incident));
        session.change("DELETE FROM incident WHERE id = ?", Texts.bytes(incident.id()));
    }

    private List<Object[]> accounts(Links incident) {
        return incident.reach().names().stream()
                .distinct()
                .map(name -> new Object[] {account(incident.reach().tenant(), name), Texts.bytes(incident.id())})
                .toList();
    }

    private byte[] account(String tenant, String name) {
        return session.digests().of(Digests.KEY, tenant, name);
    }

    @Override
    public void eachReach(Consumer<Reach> taker) {
        session.each(LINKS + " ORDER BY id", row -> taker.accept(Links.read(row).reach()));
    }

    @Override
    public List<Stored> about(String tenant, Collection<String> names) {
        Map<String, Stored> found = new TreeMap<>();
        session.eachOf(
                SELECT + " WHERE id IN (SELECT incident FROM incident_account WHERE account IN (:keys))",
                names.stream().map(name -> account(tenant, name)).toList(),
                row -> found.put(Texts.text(row.getBytes(1)), read(row)));
        return found.values().stream()
                .sorted(Comparator.comparingLong(Stored::first).thenComparing(Stored::id))
                .toList();
    }

    @Override
    public List<Stored> newest(int atMost) {
        return session.list(SELECT + " ORDER BY last DESC, id DESC LIMIT ?", IncidentTable::read, atMost);
    }

    @Override
    public long size() {
        return session.number("SELECT count(*) FROM incident");
    }

    @Override
    public List<Reach> forgetBefore(long time) {
        List<Links> old =
                session.list(LINKS + " WHERE newest < ? ORDER BY newest LIMIT ?", Links::read, time, FORGOTTEN);
        old.forEach(this::remove);
        return old.stream().map(Links::reach).toList();
    }
}
