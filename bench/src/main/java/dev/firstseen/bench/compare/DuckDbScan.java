package dev.firstseen.bench.compare;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The seed rule as a query of DuckDB over the file. An address stands for its network: DuckDB has no table of
 * autonomous systems.
 */
public final class DuckDbScan {
    /** Only what the query reads. Found out by hand, they spare DuckDB from sampling the file. */
    private static final String COLUMNS = """
            , columns = {CreationTime: 'TIMESTAMP', Id: 'VARCHAR', UserId: 'VARCHAR', ClientIP: 'VARCHAR',
              ApplicationId: 'VARCHAR', Actor: 'STRUCT("Type" INTEGER)[]', Target: 'STRUCT(ID VARCHAR)[]',
              ExtendedProperties: 'STRUCT("Name" VARCHAR, "Value" VARCHAR)[]',
              DeviceProperties: 'STRUCT("Name" VARCHAR, "Value" VARCHAR)[]'}
            """;

    private DuckDbScan() {}

    /** {@code DuckDbScan FILE} or {@code DuckDbScan --columns FILE}. */
    public static void main(String[] arguments) throws SQLException {
        boolean columns = arguments.length == 2 && arguments[0].equals("--columns");
        scan(Path.of(arguments[arguments.length - 1]), columns).forEach(System.out::println);
    }

    /**
     * The ids of the grants that are the first of their user and address in seven days, in order.
     *
     * @param columns whether DuckDB is told the columns
     */
    public static List<String> scan(Path file, boolean columns) throws SQLException {
        String query = query(file, columns);
        List<String> ids = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                ids.add(rows.getString(2));
            }
        }
        return ids;
    }

    private static String query(Path file, boolean columns) {
        return """
            WITH grants AS MATERIALIZED (
              SELECT CAST(CreationTime AS TIMESTAMP) AS t, CAST(Id AS VARCHAR) AS id, UserId, ClientIP
              FROM read_json('%s', format = 'newline_delimited'%s)
              WHERE CAST(ApplicationId AS VARCHAR) = '%s'
                AND list_contains([CAST(x.ID AS VARCHAR) FOR x IN Target], '%s')
                AND list_contains(ExtendedProperties, {'Name': 'RequestType', 'Value': '%s'})
                AND list_contains([x."Value" FOR x IN DeviceProperties], '%s')
                AND list_has_any([x."Type" FOR x IN Actor], [%s]))
            SELECT g.t, g.id, g.UserId, g.ClientIP
            FROM grants g
            WHERE NOT EXISTS (
              SELECT 1 FROM grants h
              WHERE h.UserId = g.UserId AND h.ClientIP = g.ClientIP
                AND (h.t < g.t OR (h.t = g.t AND h.id < g.id)) AND h.t >= g.t - INTERVAL '%d days')
            ORDER BY g.t, g.id
            """.formatted(
                file.toString().replace("'", "''"),
                columns ? COLUMNS : "",
                SeedRule.BROKER,
                SeedRule.GRAPH,
                SeedRule.REQUEST_TYPE,
                SeedRule.NOT_COMPLIANT,
                SeedRule.ACTOR_TYPES.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")),
                SeedRule.WINDOW.toDays());
    }
}
