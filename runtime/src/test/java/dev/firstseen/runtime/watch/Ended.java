package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.engine.event.Document;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Incidents;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service has at the end, as far as that does not depend on when it looked.
 *
 * @param shown ids of alerts
 * @param incidents with score, stages, alerts and summary
 * @param terms what new_terms rules remember, row by row
 * @param counted what threshold rules count, row by row
 * @param known the events that matched a rule, each with its time
 * @param reached the parts of the source that its cursor says were listed up to the end of the records
 * @param waiting what of the source's cursor is yet to be fetched
 */
record Ended(
        Set<String> shown,
        Set<String> incidents,
        List<String> terms,
        List<String> counted,
        List<String> known,
        Set<String> reached,
        Set<String> waiting) {

    /** @param end of the records */
    static Ended of(Store store, StoreSettings database, Instant end) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            return new Ended(
                    shown(store),
                    incidents(store),
                    rows(statement, "SELECT term, day, state, spelling FROM term ORDER BY term"),
                    rows(statement, "SELECT entry, time, state FROM counted ORDER BY entry"),
                    rows(statement, "SELECT event, time FROM ledger ORDER BY event"),
                    cursor(
                            store,
                            (key, value) -> key.endsWith("/reached")
                                    && !Instant.parse(value).isBefore(end)),
                    cursor(store, (key, _) -> key.startsWith("waiting/")));
        }
    }

    private static Connection connect(StoreSettings database) throws SQLException {
        return switch (database) {
            case StoreSettings.SqliteFile(var file) -> DriverManager.getConnection("jdbc:sqlite:" + file);
            case StoreSettings.Postgres postgres ->
                DriverManager.getConnection(
                        postgres.url(), postgres.user(), postgres.password().reveal());
        };
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(
                            result.getObject(column) instanceof byte[] bytes
                                    ? HexFormat.of().formatHex(bytes)
                                    : result.getString(column));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    private static Set<String> shown(Store store) {
        return store.read(transaction -> transaction.alerts().newest(10_000)).stream()
                .filter(alert -> alert.state() == Alerts.State.SHOWN)
                .map(Alerts.Stored::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> incidents(Store store) {
        return store.read(transaction -> transaction.incidents().newest(10_000)).stream()
                .map(incident -> incident.id() + " " + incident.score() + " " + said(incident))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a reader would call the incident. */
    private static String said(Incidents.Stored incident) {
        WrittenFields document = new WrittenFields(new Document(JsonText.object(incident.document())));
        return Stream.of("stages.tactic_id", "alerts.id", "summary")
                .map(field -> document.texts("firstseen.incident." + field).toString())
                .collect(Collectors.joining(" "));
    }

    private static Set<String> cursor(Store store, BiPredicate<String, String> which) {
        Set<String> keys = new TreeSet<>();
        store.read(transaction -> transaction.cursors().of("office365")).forEach((key, value) -> {
            if (which.test(key, value)) {
                keys.add(key);
            }
        });
        return keys;
    }
}
