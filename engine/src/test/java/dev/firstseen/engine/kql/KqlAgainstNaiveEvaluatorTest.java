package dev.firstseen.engine.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random queries on random documents: compiled they mean what the definition says. */
class KqlAgainstNaiveEvaluatorTest {
    private static final Fields FIELDS = RandomQueries.FIELDS;
    private static final List<String> TEXTS = RandomQueries.TEXTS;

    /** Every type, every term and range, every value: what random trees meet too rarely. */
    @Example
    void everyTermOnEveryTypeMeansWhatTheDefinitionSays() {
        List<Value> values = new ArrayList<>(TEXTS.stream().map(Value::of).toList());
        values.addAll(List.of(Value.of(0L), Value.of(1L), Value.of(-3L), Value.of(500L), Value.of(2026L)));
        values.addAll(List.of(Value.of(1.5), Value.of(-0.5), Value.of(true), Value.of(false)));
        List<String> texts = new ArrayList<>(TEXTS);
        texts.addAll(List.of("10.0.0.0/8", "2001:db8::/32", "now-1d/d"));
        NaiveEvaluator naive = new NaiveEvaluator(FIELDS);
        int matches = 0;
        for (String name : List.of("key", "wild", "text", "long", "double", "bool", "date", "ip", "unknown")) {
            List<Kql> queries = new ArrayList<>();
            for (String text : texts) {
                Values.Literal literal = Values.Literal.quoted(text);
                queries.add(new Kql.Compare(FieldName.of(name), literal));
                for (Kql.Bound bound : Kql.Bound.values()) {
                    queries.add(new Kql.Range(FieldName.of(name), bound, literal));
                }
            }
            for (Kql query : queries) {
                Predicate compiled = KqlCompiler.compile(query, FIELDS, NaiveEvaluator.NOW);
                for (Value value : values) {
                    Value.Members root = (Value.Members) Value.of(Map.of(name, value));
                    boolean expected = naive.matches(query, root);
                    assertThat(compiled.test(event(root)))
                            .as(() -> KqlPrinter.print(query) + " on " + root)
                            .isEqualTo(expected);
                    matches += expected ? 1 : 0;
                }
            }
        }
        assertThat(matches).isGreaterThan(4000);
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void compiledQueriesMeanWhatTheDefinitionSays(
            @ForAll("queries") Kql query, @ForAll("documents") List<Value.Members> documents) {
        Predicate compiled = KqlCompiler.compile(query, FIELDS, NaiveEvaluator.NOW);
        NaiveEvaluator naive = new NaiveEvaluator(FIELDS);
        for (Value.Members root : documents) {
            assertThat(compiled.test(event(root)))
                    .as(() -> KqlPrinter.print(query) + " on " + root)
                    .isEqualTo(naive.matches(query, root));
        }
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void whatMatchesMeetsTheRequirement(
            @ForAll("queries") Kql query, @ForAll("documents") List<Value.Members> documents) {
        Predicate compiled = KqlCompiler.compile(query, FIELDS, NaiveEvaluator.NOW);
        Requirement requirement = RequiredLiterals.of(query, FIELDS);
        for (Value.Members root : documents) {
            Event event = event(root);
            if (compiled.test(event)) {
                assertThat(isMet(requirement, event))
                        .as(() -> KqlPrinter.print(query) + " requires " + requirement + " of " + root)
                        .isTrue();
            }
        }
    }

    @Property(tries = 2000)
    void whatIsPrintedParsesIntoTheSame(@ForAll("writtenQueries") Kql query) {
        String printed = KqlPrinter.print(query);
        assertThat(KqlParser.parse("printed", printed).query()).as(printed).isEqualTo(Optional.of(query));
    }

    private static boolean isMet(Requirement requirement, Event event) {
        return switch (requirement) {
            case Requirement.All(List<Requirement> members) ->
                members.stream().allMatch(member -> isMet(member, event));
            case Requirement.Any(List<Requirement> members) ->
                members.stream().anyMatch(member -> isMet(member, event));
            case Requirement.Literal(var field, String text) ->
                event.values(field).stream().anyMatch(value -> hasLeaf(value, text, true));
            case Requirement.Part(var field, String text) ->
                event.values(field).stream().anyMatch(value -> hasLeaf(value, text, false));
            case Requirement.Unknown() -> true;
        };
    }

    private static boolean hasLeaf(Value value, String text, boolean whole) {
        return switch (value) {
            case Value.Scalar scalar ->
                whole ? scalar.text().equals(text) : scalar.text().contains(text);
            case Value.Items(List<Value> items) -> items.stream().anyMatch(item -> hasLeaf(item, text, whole));
            case Value.Members members ->
                members.members().values().stream().anyMatch(member -> hasLeaf(member, text, whole));
        };
    }

    private static Event event(Value.Members root) {
        return new DocumentEvent("1", 0, "test", "", new Document(root));
    }

    @Provide
    Arbitrary<List<Value.Members>> documents() {
        return RandomQueries.documents();
    }

    @Provide
    Arbitrary<Kql> queries() {
        return RandomQueries.queries();
    }

    /** Without what only filters ask. */
    @Provide
    Arbitrary<Kql> writtenQueries() {
        return RandomQueries.writtenQueries();
    }
}
