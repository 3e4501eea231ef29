package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random queries and random documents over the same few fields of every type and the same few texts. */
public final class RandomQueries {
    private static final TreeMap<String, FieldType> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("key", FieldType.KEYWORD),
            Map.entry("wild", FieldType.WILDCARD),
            Map.entry("text", FieldType.TEXT),
            Map.entry("long", FieldType.LONG),
            Map.entry("double", FieldType.DOUBLE),
            Map.entry("bool", FieldType.BOOLEAN),
            Map.entry("date", FieldType.DATE),
            Map.entry("ip", FieldType.IP),
            Map.entry("flat", FieldType.FLATTENED),
            Map.entry("object.key", FieldType.KEYWORD),
            Map.entry("object.long", FieldType.LONG),
            Map.entry("nest", FieldType.NESTED),
            Map.entry("nest.key", FieldType.KEYWORD),
            Map.entry("nest.long", FieldType.LONG)));
    public static final Fields FIELDS = () -> TYPES;
    static final List<String> TEXTS = List.of(
            "a",
            "A",
            "ab",
            "b a",
            "",
            "\uFF5E",
            "\uD83D\uDE00",
            "true",
            "True",
            "false",
            "1",
            "0",
            "-3",
            "1.5",
            "500",
            "10.0.0.1",
            "10.200.0.9",
            "192.0.2.7",
            "::1",
            "2001:db8::5",
            "2026",
            "2026-01-31",
            "2026-01-31T08:00:00Z",
            "2026-01-31T10:00:00.000+02:00");

    private RandomQueries() {}

    /** Four documents at a time. */
    public static Arbitrary<List<Value.Members>> documents() {
        Arbitrary<Value> inner = object(List.of("key", "long", "0"), values());
        Arbitrary<Value> root = Combinators.combine(
                        Arbitraries.maps(
                                        Arbitraries.of(
                                                "key", "wild", "text", "long", "double", "bool", "date", "ip", "flat",
                                                "unknown"),
                                        values())
                                .ofMaxSize(8),
                        Arbitraries.maps(
                                        Arbitraries.of("object", "nest", "flat", "unknown"),
                                        Arbitraries.oneOf(
                                                inner, inner.list().ofMaxSize(3).map(Value.Items::new)))
                                .ofMaxSize(3))
                .as((scalars, objects) -> {
                    Map<String, Value> all = new LinkedHashMap<>(scalars);
                    all.putAll(objects);
                    return Value.of(all);
                });
        return root.map(Value.Members.class::cast).list().ofSize(4);
    }

    private static Arbitrary<Value> object(List<String> names, Arbitrary<Value> values) {
        return Arbitraries.maps(Arbitraries.of(names), values).ofMaxSize(3).map(Value::of);
    }

    private static Arbitrary<Value> values() {
        Arbitrary<Value> scalars = Arbitraries.oneOf(
                Arbitraries.of(TEXTS).map(Value::of),
                Arbitraries.of(0L, 1L, -3L, 500L, 2026L).map(Value::of),
                Arbitraries.of(1.5, 1.0, -0.5).map(Value::of),
                Arbitraries.of(true, false).map(Value::of));
        Arbitrary<Value> lists = scalars.list().ofMaxSize(3).map(Value.Items::new);
        return Arbitraries.frequencyOf(
                Tuple.of(5, scalars),
                Tuple.of(2, lists),
                Tuple.of(1, lists.list().ofMaxSize(2).map(nested -> new Value.Items(List.copyOf(nested)))));
    }

    public static Arbitrary<Kql> queries() {
        return queries(true);
    }

    /** Without what only filters ask. */
    public static Arbitrary<Kql> writtenQueries() {
        return queries(false);
    }

    private static Arbitrary<Kql> queries(boolean filters) {
        return queries(
                Arbitraries.of(
                        "key",
                        "wild",
                        "text",
                        "long",
                        "double",
                        "bool",
                        "date",
                        "ip",
                        "flat",
                        "flat.key",
                        "flat.0",
                        "object",
                        "object.key",
                        "object.long",
                        "object.0",
                        "nest",
                        "nest.key",
                        "unknown",
                        "unknown.key",
                        "missing",
                        "*",
                        "object.*",
                        "*.key",
                        "nest.*",
                        "un*",
                        "f*t",
                        "*l*",
                        "flat.*"),
                3,
                true,
                filters);
    }

    private static Arbitrary<Kql> queries(Arbitrary<String> names, int depth, boolean root, boolean filters) {
        Arbitrary<FieldName> fields =
                names.map(name -> new FieldName(new Glob(List.of(name.split("\\*", -1))), Span.NONE));
        Arbitrary<Values.Literal> literals = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of(TEXTS),
                                Arbitraries.of("10.0.0.0/8", "2001:db8::/32", "now-1d/d", "b-a", "a \"or\\ b", "not")),
                        Arbitraries.of(true, false))
                .as((text, quoted) -> new Values.Literal(text, quoted || text.isEmpty(), Span.NONE));
        Arbitrary<Kql> compare =
                Combinators.combine(fields, values(literals, 2, filters)).as(Kql.Compare::new);
        Arbitrary<Kql> range = Combinators.combine(fields, Arbitraries.of(Kql.Bound.class), literals)
                .as(Kql.Range::new);
        if (depth == 0) {
            return Arbitraries.frequencyOf(Tuple.of(4, compare), Tuple.of(1, range));
        }
        Arbitrary<Kql> deeper = Arbitraries.lazy(() -> queries(names, depth - 1, root, filters));
        Arbitrary<Kql> joined = deeper.list().ofMinSize(2).ofMaxSize(3).map(Kql.And::new);
        Arbitrary<Kql> either = deeper.list().ofMinSize(2).ofMaxSize(3).map(Kql.Or::new);
        Arbitrary<Kql> negated = deeper.map(Kql.Not::new);
        Arbitrary<Kql> nested = root
                ? Combinators.combine(
                                Arbitraries.of("nest", "unknown", "object").map(FieldName::of),
                                Arbitraries.lazy(() -> queries(
                                        Arbitraries.of("key", "long", "0", "*", "k*"), depth - 1, false, filters)))
                        .as(Kql.Nested::new)
                : compare;
        return Arbitraries.oneOf(compare, range, joined, either, negated, nested);
    }

    private static Arbitrary<Values> values(Arbitrary<Values.Literal> literals, int depth, boolean filters) {
        Arbitrary<Values> patterns = Arbitraries.of("a*", "*a", "*b*", "1*0", "A*b", "*.*", "2026*Z", "a* b*", "*0*1")
                .map(text -> new Values.Pattern(new Glob(List.of(text.split("\\*", -1))), Span.NONE));
        Arbitrary<Values> terms = Arbitraries.oneOf(
                literals.map(Values.class::cast),
                literals.map(Values.class::cast),
                patterns,
                filters ? wildcards() : patterns,
                filters ? intervals(literals) : patterns,
                Arbitraries.just(new Values.Anything(Span.NONE)));
        if (depth == 0) {
            return terms;
        }
        Arbitrary<Values> deeper = Arbitraries.lazy(() -> values(literals, depth - 1, filters));
        return Arbitraries.oneOf(
                terms,
                terms,
                deeper.map(Values.NoneOf::new),
                deeper.list().ofMinSize(2).ofMaxSize(3).map(Values.AllOf::new),
                deeper.list().ofMinSize(2).ofMaxSize(3).map(Values.AnyOf::new));
    }

    /** What only filters ask. */
    private static Arbitrary<Values> wildcards() {
        return Combinators.combine(
                        Arbitraries.of(
                                "?",
                                "a?",
                                "*B*",
                                "?*a",
                                "\\\\*",
                                "a\\*",
                                "1?0.*",
                                "**?",
                                "TRUE",
                                "2026-01-3?*",
                                "",
                                "b?a"),
                        Arbitraries.of(true, false))
                .as((text, ignoresCase) -> new Values.Wildcard(WildcardPattern.of(text, ignoresCase), Span.NONE));
    }

    private static Arbitrary<Values> intervals(Arbitrary<Values.Literal> literals) {
        return Combinators.combine(
                        Arbitraries.of(Kql.Bound.GREATER, Kql.Bound.AT_LEAST),
                        literals,
                        Arbitraries.of(Kql.Bound.LESS, Kql.Bound.AT_MOST),
                        literals)
                .as((lower, from, upper, to) ->
                        new Values.Interval(new Values.Side(lower, from), new Values.Side(upper, to), Span.NONE));
    }
}
