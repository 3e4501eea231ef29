package dev.firstseen.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Samples;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.kql.RandomQueries;
import dev.firstseen.engine.kql.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The index finds the rules that an event matches: those that its twin, which asks every rule, finds. */
class RuleIndexTest {

    private static final List<String> DATASETS = List.of("a", "ab", "1", "none");

    @Property(tries = 250, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void findsWhatAskingEveryRuleFinds(
            @ForAll("rules") List<Kql> queries, @ForAll("documents") List<Value.Members> documents) {
        List<CompiledRule> rules = queries.stream().map(RuleIndexTest::rule).toList();
        RuleMatcher indexed = RuleIndex.of(rules, RandomQueries.FIELDS).matcher();
        RuleMatcher every = new EveryRule(rules);
        List<Value.Members> again = new ArrayList<>(documents);
        // The order in which conditions are tried follows the events, so the same events come again in another order.
        for (int i = 0; i < 3; i++) {
            again.addAll(documents.reversed());
        }
        for (Value.Members root : again) {
            Event event = event(root);
            assertThat(indexed.match(event)).as("%s on %s", queries, root).isEqualTo(every.match(event));
        }
    }

    @Provide
    Arbitrary<List<Kql>> rules() {
        Arbitrary<Kql> queries = RandomQueries.queries();
        Arbitrary<Kql> ofDataset = Arbitraries.of("data_stream.dataset", "event.dataset")
                .flatMap(field -> Arbitraries.of(DATASETS)
                        .flatMap(dataset -> queries.map(query -> new Kql.And(List.of(
                                new Kql.Compare(FieldName.of(field), Values.Literal.quoted(dataset)), query)))));
        // A literal beside a random query, so that most rules have a clause to be found by.
        Arbitrary<Kql> withLiteral = Arbitraries.of("key", "wild", "flat", "unknown", "object.key")
                .flatMap(field -> Arbitraries.of("a", "ab", "1", "true", "1.5")
                        .flatMap(text -> Arbitraries.oneOf(queries, ofDataset)
                                .map(query -> new Kql.And(List.of(
                                        query, new Kql.Compare(FieldName.of(field), Values.Literal.quoted(text)))))));
        return Arbitraries.oneOf(queries, ofDataset, withLiteral)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Value.Members>> documents() {
        Arbitrary<Optional<Value>> datasets = Arbitraries.oneOf(
                Arbitraries.just(Optional.empty()),
                Arbitraries.of(DATASETS).map(text -> Optional.of(Value.of(text))),
                Arbitraries.of(DATASETS).list().ofMaxSize(3).map(texts -> Optional.of(Value.of(texts))));
        return RandomQueries.documents()
                .flatMap(documents -> datasets.flatMap(dataset -> datasets.map(other -> documents.stream()
                        .map(root -> with(with(root, "data_stream", dataset), "event", other))
                        .toList())));
    }

    private static Value.Members with(Value.Members root, String name, Optional<Value> dataset) {
        if (dataset.isEmpty()) {
            return root;
        }
        Map<String, Value> members = new LinkedHashMap<>(root.members());
        members.put(name, Value.of(Map.of("dataset", dataset.get())));
        return (Value.Members) Value.of(members);
    }

    @Test
    void readsEachFieldAndEvaluatesEachConditionOnce() {
        List<CompiledRule> rules = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rules.add(rule(parse("key: a and wild: b* and (text: \"word\" or not long: " + (i % 5) + ")")));
        }
        RuleIndex index = RuleIndex.of(rules, RandomQueries.FIELDS);
        assertThat(index.conditions()).isEqualTo(3 + 5);

        Map<String, AtomicLong> reads = new TreeMap<>();
        int[] matching = index.matcher().match(new CountedReads(event(parsed()), reads));
        assertThat(matching).hasSize(40);
        assertThat(reads.values()).allSatisfy(count -> assertThat(count).hasValue(1));
        assertThat(reads).containsOnlyKeys("key", "wild", "text", "long");
    }

    @Test
    void looksOnlyWhereARuleCanBe() {
        List<CompiledRule> rules = List.of(
                rule(parse("data_stream.dataset: one and event.action: x and key: a")),
                rule(parse("data_stream.dataset: two and wild: b")),
                rule(parse("data_stream.dataset: two and wild: c")),
                rule(parse("data_stream.dataset: two and wild: d")));
        Map<String, AtomicLong> reads = new TreeMap<>();
        Value.Members root = (Value.Members) Value.of(Map.of(
                "data_stream",
                Value.of(Map.of("dataset", Value.of("two"))),
                "key",
                Value.of("a"),
                "wild",
                Value.of("b")));
        int[] matching =
                RuleIndex.of(rules, RandomQueries.FIELDS).matcher().match(new CountedReads(event(root), reads));
        assertThat(matching).containsExactly(1);
        assertThat(reads).containsOnlyKeys("data_stream.dataset", "wild");
    }

    private static Value.Members parsed() {
        return (Value.Members) Value.of(Map.of(
                "key",
                Value.of("a"),
                "wild",
                Value.of(List.of("x", "bc")),
                "text",
                Value.of("none"),
                "long",
                Value.of(3)));
    }

    private static Kql parse(String query) {
        return KqlParser.parse("test", query).query().orElseThrow();
    }

    private static CompiledRule rule(Kql query) {
        return CompiledRule.of(Samples.query(query), RandomQueries.FIELDS, 0);
    }

    private static Event event(Value.Members root) {
        return new DocumentEvent("1", 0, "test", "", new Document(root));
    }

    /** Counts how often each field is read. */
    private record CountedReads(Event event, Map<String, AtomicLong> reads) implements Event {
        @Override
        public String id() {
            return event.id();
        }

        @Override
        public long time() {
            return event.time();
        }

        @Override
        public String dataset() {
            return event.dataset();
        }

        @Override
        public String tenant() {
            return event.tenant();
        }

        @Override
        public List<Value> values(FieldPath field) {
            reads.computeIfAbsent(field.name(), any -> new AtomicLong()).incrementAndGet();
            return event.values(field);
        }

        @Override
        public Document document() {
            return event.document();
        }
    }
}
