package dev.firstseen.engine.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KqlCompilerTest {
    private static final TreeMap<String, FieldType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("when", FieldType.DATE),
            Map.entry("count", FieldType.LONG),
            Map.entry("ratio", FieldType.DOUBLE),
            Map.entry("managed", FieldType.BOOLEAN),
            Map.entry("ip", FieldType.IP),
            Map.entry("message", FieldType.TEXT),
            Map.entry("details", FieldType.FLATTENED),
            Map.entry("deltas", FieldType.NESTED)));
    private static final Fields FIELDS = () -> TYPES;
    private static final long NOW = Instant.parse("2026-03-15T12:30:00Z").toEpochMilli();

    private static final Event EVENT = new DocumentEvent(
            "1",
            0,
            "test",
            "",
            new Document.Builder()
                    .put("action", Value.of("Success"))
                    .put("empty", Value.of(""))
                    .put("none", new Value.Items(List.of()))
                    .put("error", Value.of(50126))
                    .put("errorText", Value.of("500"))
                    .put("flag", Value.of("True"))
                    .put("truth", Value.of(true))
                    .put("list", new Value.Items(List.of(Value.of("1"), Value.of("2"))))
                    .put("star", Value.of("*"))
                    .put("path", Value.of("MICROSOFT.NETWORK/x/STARTPACKETCAPTURE/ACTION"))
                    .put("when", Value.of("2026-03-14T23:59:59.500Z"))
                    .put("count", Value.of("7"))
                    .put("ratio", Value.of(0.5))
                    .put("managed", Value.of("true"))
                    .put("ip", new Value.Items(List.of(Value.of("203.0.113.9"), Value.of("2001:db8::1"))))
                    .put("message", Value.of("The Mailbox rule was deleted."))
                    .put("details.adrs", Value.of("adrs_access"))
                    .put("targets.0.props.3.new", Value.of("Global Administrator"))
                    .put("pairs", new Value.Items(List.of(pair("os", "linux"), pair("browser", "chrome"))))
                    .put("deltas", new Value.Items(List.of(pair("add", "owner"), pair("remove", "reader"))))
                    .build());

    private static Value pair(String name, String value) {
        return Value.of(Map.of("name", Value.of(name), "value", Value.of(value)));
    }

    private static boolean matches(String query) {
        Kql parsed = KqlParser.parse("q", query).query().orElseThrow();
        return KqlCompiler.compile(parsed, FIELDS, NOW).test(EVENT);
    }

    /** A service that compiled its rules long ago asks for yesterday, not for the day before it began. */
    @Test
    void nowMovesWithTheClock() {
        AtomicLong now = new AtomicLong(NOW);
        Kql query =
                KqlParser.parse("q", "when >= now-1d/d and when <= now").query().orElseThrow();
        Predicate compiled = KqlCompiler.compile(query, FIELDS, now::get);
        assertThat(compiled.test(EVENT)).isTrue();
        now.addAndGet(Duration.ofDays(1).toMillis());
        assertThat(compiled.test(EVENT)).isFalse();
        now.addAndGet(Duration.ofDays(-3).toMillis());
        assertThat(compiled.test(EVENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "action:Success",
                "not action:success",
                "not absent:x",
                "not absent:*",
                "empty:*",
                "empty:\"\"",
                "not none:*",
                "error:50126 and error:\"50126\"",
                "flag:True and not flag:true",
                "truth:true and not truth:True",
                "list:(1 and 2)",
                "not list:(not 1)",
                "list:(not 3)",
                "star:\"*\" and star:\\*",
                "not action:\"*\"",
                "path:MICROSOFT.NETWORK/*/STARTPACKETCAPTURE/ACTION",
                "path:*x*CAPTURE* and not path:*action",
                "errorText > 1023",
                "when >= now-1d/d and when < now/d",
                "when <= \"2026-03-14\" and not when > \"2026-03-14\"",
                "when:2026-03-14 and when:2026-03 and not when:2026-03-15",
                "when < \"2026-02-14||+1M/d\" and when > \"2026-02-14||+1M-1d/d\" or when:\"now-1d/d\"",
                "count:7 and count:7.0 and count >= 7 and count < 7.5 and not count:7.5",
                "ratio:0.5 and ratio > 0.4",
                "managed:true and managed:\"true\" and not managed:false",
                "ip:203.0.113.0/24 and ip:\"2001:db8::/32\" and ip:203.0.113.9 and not ip:203.0.114.0/23",
                "ip > 203.0.113.8 and ip:2001\\:db8\\:0\\:\\:1",
                "message:mailbox and message:\"MAILBOX rule\" and not message:\"rule mailbox\"",
                "message:mail* and message:nothing deleted and not message:\"nothing deleted\"",
                "details:adrs_access and details:*rs_acc* and details.adrs:adrs_access and details:*",
                "targets.0.props.3.new:\"Global Administrator\"",
                "targets.*.props.*.new:*Admin* and targets.*:* and not targets.*.old:*",
                "pairs.name:os and pairs.value:chrome",
                "deltas.name:add and deltas.value:reader",
                "deltas:{ name:add and value:owner } and not deltas:{ name:add and value:reader }",
                "deltas:{ not name:add }",
                "targets:* and pairs:*",
                "linux and \"Global Administrator\" and not nowhere",
            })
    void matches_theEvent(String query) {
        assertThat(matches(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action:SUCCESS",
                "absent:x",
                "absent < 5",
                "errorText > 600",
                "targets:x",
                "list:(1 and 3)",
                "count:seven",
                "ip:203.0.113.900",
                "deltas:{ deltas.name:add }",
            })
    void doesNotMatch_theEvent(String query) {
        assertThat(matches(query)).isFalse();
        assertThat(matches("not (" + query + ")")).isTrue();
    }

    @Test
    void aFieldAskedOfSideBySideIsReadOnce() {
        List<String> read = new ArrayList<>();
        Event counting = new Event() {
            @Override
            public String id() {
                return EVENT.id();
            }

            @Override
            public long time() {
                return EVENT.time();
            }

            @Override
            public String dataset() {
                return EVENT.dataset();
            }

            @Override
            public String tenant() {
                return EVENT.tenant();
            }

            @Override
            public List<Value> values(FieldPath field) {
                read.add(field.name());
                return EVENT.values(field);
            }

            @Override
            public Document document() {
                return EVENT.document();
            }
        };
        Kql query = KqlParser.parse("q", "list:1 and not list:3 and action:(a or b or Success) and list:2")
                .query()
                .orElseThrow();
        assertThat(KqlCompiler.compile(query, FIELDS, NOW).test(counting)).isTrue();
        assertThat(read).containsExactly("list", "action");
    }

    @Test
    void aPatternIsMatchedInLinearTime() {
        String text = "a".repeat(50_000);
        List<String> pieces = new ArrayList<>(List.of(""));
        for (int i = 0; i < 40; i++) {
            pieces.add("a");
        }
        pieces.add("b");
        assertThat(new Glob(pieces).matches(text)).isFalse();
        assertThat(new Glob(pieces).matches(text + "b")).isTrue();
    }

    @Test
    void requiredLiteralsAreConservative() {
        assertThat(required("a:x and (b:(y or z*) or not not c:\"w\") and count:5 and not d:q and e:*"))
                .hasToString("All[members=[Literal[field=a, text=x], Any[members=[Literal[field=b, text=y], "
                        + "Part[field=b, text=z], Literal[field=c, text=w]]]]]");
        assertThat(required("a:x or count:5")).isEqualTo(new Requirement.Unknown());
        assertThat(required("not (a:x or not b:y)")).hasToString("Literal[field=b, text=y]");
        assertThat(required("deltas:{ name:add }")).hasToString("Literal[field=deltas.name, text=add]");
        assertThat(required("not deltas:{ not name:add }")).isEqualTo(new Requirement.Unknown());
        assertThat(required("message:word or a.*:x")).isEqualTo(new Requirement.Unknown());
        assertThat(required("")).isEqualTo(new Requirement.Unknown());
    }

    private static Requirement required(String query) {
        return RequiredLiterals.of(KqlParser.parse("q", query).query().orElseThrow(), FIELDS);
    }
}
