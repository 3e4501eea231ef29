package dev.firstseen.bench.compare;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The seed rule as a query of DuckDB over the file. An address stands for its network: DuckDB has no table of
 * autonomous systems.
 */
public final class DuckDbScan {
    /** How DuckDB is told to read the file. */
    public enum Reading {
        /** It samples the file and finds the columns by itself. */
        ALONE,
        /** Only the columns that the rule reads, given by hand; the lists stay text until they are asked. */
        COLUMNS,
        /**
         * An expert's trick: the file is a table of lines, and only those that hold the literal become JSON. It misses
         * what is written with escapes.
         */
        LINES
    }

    private DuckDbScan() {}

    /** {@code DuckDbScan alone|columns|lines FILE}. */
    public static void main(String[] arguments) throws SQLException {
        Reading reading = Reading.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        scan(Path.of(arguments[1]), reading).forEach(System.out::println);
    }

    /** The ids of the grants that are the first of their user and address in seven days, in order. */
    public static List<String> scan(Path file, Reading reading) throws SQLException {
        String query = query(grants(file.toString().replace("'", "''"), reading));
        List<String> ids = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                ids.add(rows.getString("id"));
            }
        }
        return ids;
    }

    private static String query(String grants) {
        return """
            WITH grants AS MATERIALIZED (%s)
            SELECT g.t, g.id, g.UserId, g.ClientIP
            FROM grants g
            WHERE NOT EXISTS (
              SELECT 1 FROM grants h
              WHERE h.UserId = g.UserId AND h.ClientIP = g.ClientIP
                AND (h.t < g.t OR (h.t = g.t AND h.id < g.id)) AND h.t >= g.t - INTERVAL '%d days')
            ORDER BY g.t, g.id
            """.formatted(grants, SeedRule.WINDOW.toDays());
    }

    private static String grants(String file, Reading reading) {
        return switch (reading) {
            case ALONE ->
                """
                SELECT CAST(CreationTime AS TIMESTAMP) AS t, CAST(Id AS VARCHAR) AS id, UserId, ClientIP
                FROM read_json('%s', format = 'newline_delimited')
                WHERE CAST(ApplicationId AS VARCHAR) = '%s'
                  AND list_contains([CAST(x.ID AS VARCHAR) FOR x IN Target], '%s')
                  AND list_contains(ExtendedProperties, {'Name': 'RequestType', 'Value': '%s'})
                  AND list_contains([x."Value" FOR x IN DeviceProperties], '%s')
                  AND list_has_any([CAST(x."Type" AS INTEGER) FOR x IN Actor], [%s])
                """.formatted(
                                file,
                                SeedRule.BROKER,
                                SeedRule.GRAPH,
                                SeedRule.REQUEST_TYPE,
                                SeedRule.NOT_COMPLIANT,
                                actorTypes());
            case COLUMNS -> """
                SELECT CreationTime AS t, Id AS id, UserId, ClientIP
                FROM read_json('%s', format = 'newline_delimited',
                  columns = {CreationTime: 'TIMESTAMP', Id: 'VARCHAR', UserId: 'VARCHAR', ClientIP: 'VARCHAR',
                    ApplicationId: 'VARCHAR', Actor: 'JSON', Target: 'JSON', ExtendedProperties: 'JSON',
                    DeviceProperties: 'JSON'})
                WHERE ApplicationId = '%s' AND %s
                """.formatted(file, SeedRule.BROKER, lists());
            case LINES -> """
                SELECT CAST(record ->> 'CreationTime' AS TIMESTAMP) AS t, record ->> 'Id' AS id,
                  record ->> 'UserId' AS UserId, record ->> 'ClientIP' AS ClientIP
                FROM (
                  SELECT record, record -> 'Actor' AS Actor, record -> 'Target' AS Target,
                    record -> 'ExtendedProperties' AS ExtendedProperties,
                    record -> 'DeviceProperties' AS DeviceProperties
                  FROM (
                    SELECT CAST(line AS JSON) AS record
                    FROM read_csv('%s', delim = '\\x01', quote = '', escape = '', header = false,
                      auto_detect = false, columns = {line: 'VARCHAR'})
                    WHERE contains(line, '%s')))
                WHERE record ->> 'ApplicationId' = '%s' AND %s
                """.formatted(file, SeedRule.REQUEST_TYPE, SeedRule.BROKER, lists());
        };
    }

    /** The conditions on the lists, which are JSON. */
    private static String lists() {
        return """
            contains(CAST(ExtendedProperties AS VARCHAR), '%2$s')
                  AND list_contains(
                    json_transform(ExtendedProperties, '[{"Name": "VARCHAR", "Value": "VARCHAR"}]'),
                    {'Name': 'RequestType', 'Value': '%2$s'})
                  AND list_contains(json_extract_string(Target, '$[*].ID'), '%1$s')
                  AND list_contains(json_extract_string(DeviceProperties, '$[*].Value'), '%3$s')
                  AND list_has_any(json_transform(json_extract(Actor, '$[*].Type'), '["INTEGER"]'), [%4$s])
            """.formatted(SeedRule.GRAPH, SeedRule.REQUEST_TYPE, SeedRule.NOT_COMPLIANT, actorTypes());
    }

    private static String actorTypes() {
        return SeedRule.ACTOR_TYPES.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
