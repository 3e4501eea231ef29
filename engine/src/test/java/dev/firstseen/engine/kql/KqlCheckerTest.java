package dev.firstseen.engine.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlCheckerTest {
    private static final TreeMap<String, FieldType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("@timestamp", FieldType.DATE),
            Map.entry("user.name", FieldType.KEYWORD),
            Map.entry("user.id", FieldType.KEYWORD),
            Map.entry("user.logins", FieldType.LONG),
            Map.entry("ratio", FieldType.DOUBLE),
            Map.entry("managed", FieldType.BOOLEAN),
            Map.entry("source.ip", FieldType.IP),
            Map.entry("source.geo", FieldType.GEO_POINT),
            Map.entry("message", FieldType.TEXT),
            Map.entry("details", FieldType.FLATTENED),
            Map.entry("deltas", FieldType.NESTED),
            Map.entry("deltas.role", FieldType.KEYWORD),
            Map.entry("changes.0.new", FieldType.KEYWORD)));
    private static final Fields FIELDS = () -> TYPES;

    private static List<String> problems(String query) {
        Kql parsed = KqlParser.parse("q", query).query().orElseThrow();
        return KqlChecker.check(parsed, QueryText.of("q", query), FIELDS).stream()
                .map(problem -> problem.severity() + " " + problem.place() + "+"
                        + problem.place().length() + " " + problem.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "user.logins:many|ERROR q:1:13+4 'user.logins' is of type long and needs a number, found 'many'",
                "user.logins:1*|ERROR q:1:13+2 a wildcard needs text, but 'user.logins' is of type long",
                "user.logins > \"\"|ERROR q:1:15+2 'user.logins' is of type long and needs a number, found ''",
                "managed:(true or True)|ERROR q:1:18+4 'managed' is of type boolean and needs true or false, found 'True'; did you mean 'true'?",
                "managed > true|ERROR q:1:11+4 'managed' is of type boolean, which has no order",
                "source.ip:10.0.0.256|ERROR q:1:11+10 'source.ip' is of type ip and needs an address or a network such as 10.0.0.0/8, found '10.0.0.256'",
                "source.ip > \"10.0.0.0/8\"|ERROR q:1:13+12 'source.ip' is of type ip and needs a single address, found '10.0.0.0/8'",
                "source.geo:1|ERROR q:1:12+1 'source.geo' is a point on the map and can only be asked for by '*'",
                "@timestamp > yesterday|ERROR q:1:14+9 '@timestamp' is of type date and needs a date such as 2026-01-31, 2026-01-31T08:00:00Z or now-30d/d, found 'yesterday'",
                "user:x|ERROR q:1:6+1 'user' is an object; name one of its fields",
                "deltas:x|ERROR q:1:8+1 'deltas' is an object; name one of its fields",
                "user.*:x|ERROR q:1:1+6 'user.*' matches fields of several types (keyword, long), which no one value fits",
                "user:{ name:x }|ERROR q:1:1+4 braces need a field of type nested, but 'user' is of type object",
                "message:{ name:x }|ERROR q:1:1+7 braces need a field of type nested, but 'message' is of type text",
                "deltas:{ rule:x }|ERROR q:1:10+4 'deltas.rule' is no known field of these objects; did you mean 'deltas.role'?",
                "deltas.role:x|WARNING q:1:1+11 'deltas' is of type nested: Elasticsearch finds what is in it only by braces, as in 'deltas:{ … }'",
                "deltas:*|WARNING q:1:1+6 'deltas' is of type nested: Elasticsearch finds what is in it only by braces, as in 'deltas:{ … }'",
                "user.nme:x|WARNING q:1:1+8 'user.nme' is no known field and is taken for a keyword; did you mean 'user.name'?",
                "elsewhere:x|WARNING q:1:1+9 'elsewhere' is no known field and is taken for a keyword",
                "tables:{ a:x }|WARNING q:1:1+6 'tables' is no known field and is taken for nested",
                "chances.*:x|WARNING q:1:1+9 no known field is named like 'chances.*'",
                "user.id > 5|WARNING q:1:11+1 'user.id' is of type keyword, so it is compared as text: \"500\" is more than \"1023\"",
                "message:two words|WARNING q:1:9+9 on analysed text this asks for any of the words; put a phrase in quotes",
            })
    void whatDoesNotFitIsReported(String query, String problem) {
        if (query.startsWith("tables") || query.equals("deltas:x")) {
            assertThat(problems(query)).contains(problem);
        } else {
            assertThat(problems(query)).containsExactly(problem);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.id:1 and user.id:\"1\" and user.id:True and user.logins:\"1\" and user.logins:-5 and ratio:1e3",
                "managed:(true or \"false\")",
                "source.ip:(10.0.0.0/8 or \"::1/128\" or 2001\\:db8\\:\\:1 or \"::ffff:10.0.0.1\")",
                "@timestamp >= now-10d and @timestamp < \"2026-01-31||+1M/d\" and @timestamp:2026-01",
                "user.*:* and source.geo:* and user:* and user.logins:* and not managed:*",
                "details:*x* and details.anything:x and message:(\"two words\" or wo*)",
                "deltas:{ role:x } and changes.*.new:x and changes.7.new:x",
                "",
            })
    void whatFitsPasses(String query) {
        assertThat(problems(query)).isEmpty();
    }
}
