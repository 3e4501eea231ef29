package dev.firstseen.store.jdbc;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.store.Observations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

final class ObservationTable implements Observations {
    private final Session session;

    ObservationTable(Session session) {
        this.session = session;
    }

    @Override
    public Coverage add(Coverage coverage) {
        Coverage fresh = new Coverage();
        List<Object[]> rows = new ArrayList<>();
        coverage.logs().forEach((log, hours) -> {
            byte[] tenant = Texts.bytes(log.tenant());
            byte[] dataset = Texts.bytes(log.dataset());
            hours.forEach((place, marked) -> {
                long known = session.first(
                                "SELECT hours FROM observed WHERE tenant = ? AND dataset = ? AND place = ?",
                                row -> row.getLong(1),
                                tenant,
                                dataset,
                                place)
                        .orElse(0L);
                if ((marked & ~known) != 0) {
                    fresh.hours(log.tenant(), log.dataset()).add(place, marked & ~known);
                    rows.add(new Object[] {tenant, dataset, place, marked});
                }
            });
        });
        session.changeAll(
                "INSERT INTO observed (tenant, dataset, place, hours) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (tenant, dataset, place) DO UPDATE SET hours = observed.hours | excluded.hours",
                rows);
        return fresh;
    }

    @Override
    public ObservedHours hours(String tenant, String dataset) {
        ObservedHours hours = new ObservedHours();
        session.each(
                "SELECT place, hours FROM observed WHERE tenant = ? AND dataset = ?",
                row -> hours.add(row.getInt(1), row.getLong(2)),
                Texts.bytes(tenant),
                Texts.bytes(dataset));
        return hours;
    }

    @Override
    public SortedSet<String> datasets(String tenant) {
        return new TreeSet<>(session.list(
                "SELECT DISTINCT dataset FROM observed WHERE tenant = ?",
                row -> Texts.text(row.getBytes(1)),
                Texts.bytes(tenant)));
    }

    @Override
    public void eachLog(Consumer<Coverage.Log> taker) {
        session.each(
                "SELECT DISTINCT tenant, dataset FROM observed",
                row -> taker.accept(new Coverage.Log(Texts.text(row.getBytes(1)), Texts.text(row.getBytes(2)))));
    }

    @Override
    public OptionalLong newest() {
        return session
                .list(
                        "SELECT place, hours FROM observed WHERE place = (SELECT max(place) FROM observed)",
                        row -> ObservedHours.HOUR
                                * (Long.SIZE * (row.getLong(1) + 1) - Long.numberOfLeadingZeros(row.getLong(2))))
                .stream()
                .mapToLong(end -> end)
                .max();
    }

    @Override
    public void open(Gap gap) {
        session.change(
                "INSERT INTO gap (source, name, tenant, log, start, finish, reason) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (source, name) DO UPDATE SET tenant = excluded.tenant, log = excluded.log,"
                        + " start = excluded.start, finish = excluded.finish, reason = excluded.reason",
                Texts.bytes(gap.source()),
                Texts.bytes(gap.name()),
                Texts.bytes(gap.tenant()),
                Texts.bytes(gap.log()),
                gap.from(),
                gap.to(),
                Texts.bytes(gap.reason()));
    }

    @Override
    public void close(String source, String name) {
        session.change("DELETE FROM gap WHERE source = ? AND name = ?", Texts.bytes(source), Texts.bytes(name));
    }

    private static Gap read(ResultSet row) throws SQLException {
        return new Gap(
                Texts.text(row.getBytes(1)),
                Texts.text(row.getBytes(2)),
                Texts.text(row.getBytes(3)),
                Texts.text(row.getBytes(4)),
                row.getLong(5),
                row.getLong(6),
                Texts.text(row.getBytes(7)));
    }

    @Override
    public List<Gap> gaps() {
        return session.list(
                "SELECT source, name, tenant, log, start, finish, reason FROM gap"
                        + " ORDER BY source, tenant, log, start, finish, name",
                ObservationTable::read);
    }

    @Override
    public long forgetBefore(long time) {
        long hours = session.change(
                "DELETE FROM observed WHERE place < ?", Math.floorDiv(ObservedHours.hourOf(time), (long) Long.SIZE));
        return hours + session.change("DELETE FROM gap WHERE finish <= ?", time);
    }
}
