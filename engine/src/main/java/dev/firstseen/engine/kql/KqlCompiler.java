package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Compiles a query once into a predicate. Comparisons of one field that stand side by side become one that reads the
 * field once. A comparison that its field's type cannot bear matches nothing; {@link KqlChecker} reports it.
 */
public final class KqlCompiler {
    private final Fields fields;
    private final TermCompiler terms;

    private KqlCompiler(Fields fields, LongSupplier now) {
        this.fields = fields;
        this.terms = new TermCompiler(now);
    }

    /** As {@link #compile(Kql, Fields, LongSupplier)}, with one time for all tests. */
    public static Predicate compile(Kql query, Fields fields, long now) {
        return compile(query, fields, () -> now);
    }

    /**
     * Compiles a query.
     *
     * @param fields the types of the fields; one that is not listed is a keyword
     * @param now tells at each test what {@code now} stands for in dates, in milliseconds since 1970
     */
    public static Predicate compile(Kql query, Fields fields, LongSupplier now) {
        return new KqlCompiler(fields, now).compile(query, "");
    }

    /** Compiles what stands in the braces of a field; the scope is that field's name and a dot, or empty. */
    private Predicate compile(Kql query, String scope) {
        return switch (query) {
            case Kql.Everything() -> Evaluators.EVERY;
            case Kql.And(List<Kql> operands) -> both(operands, scope);
            case Kql.Or(List<Kql> operands) -> either(operands, scope);
            case Kql.Not(Kql operand) -> not(compile(operand, scope));
            case Kql.Compare(FieldName field, Values values) ->
                field.isPattern()
                        ? named(field, values, scope)
                        : new Evaluators.OfField(field.path(), values(values, type(field, scope)));
            case Kql.Range(FieldName field, Kql.Bound bound, Values.Literal limit) ->
                field.isPattern()
                        ? namedRange(field, bound, limit, scope)
                        : new Evaluators.OfField(
                                field.path(), new ValuesTest.Any(terms.range(type(field, scope), bound, limit.text())));
            case Kql.Nested(FieldName field, Kql inner) ->
                new Evaluators.OneObject(
                        field.path(), compile(inner, scope + field.name().text() + "."));
        };
    }

    private Predicate both(List<Kql> operands, String scope) {
        List<Predicate> tests = new ArrayList<>();
        merged(operands, scope, tests)
                .forEach((path, same) -> tests.add(
                        new Evaluators.OfField(path, same.size() == 1 ? same.getFirst() : new ValuesTest.All(same))));
        return tests.size() == 1 ? tests.getFirst() : new Evaluators.Both(cheapestFirst(tests));
    }

    private Predicate either(List<Kql> operands, String scope) {
        List<Predicate> tests = new ArrayList<>();
        merged(operands, scope, tests)
                .forEach((path, same) -> tests.add(new Evaluators.OfField(path, ValuesTest.either(same))));
        return tests.size() == 1 ? tests.getFirst() : new Evaluators.Either(cheapestFirst(tests));
    }

    /** The tests of single fields by field; all others are added to a list. */
    private Map<FieldPath, List<ValuesTest>> merged(List<Kql> operands, String scope, List<Predicate> others) {
        Map<FieldPath, List<ValuesTest>> byField = new LinkedHashMap<>();
        for (Kql operand : operands) {
            Predicate compiled = compile(operand, scope);
            if (compiled instanceof Evaluators.OfField(FieldPath path, ValuesTest test)) {
                byField.computeIfAbsent(path, _ -> new ArrayList<>()).add(test);
            } else {
                others.add(compiled);
            }
        }
        return byField;
    }

    /** Single fields before what walks through objects or joins more. */
    private static Predicate[] cheapestFirst(List<Predicate> tests) {
        Predicate[] ordered = tests.toArray(Predicate[]::new);
        Arrays.sort(
                ordered,
                (one, other) ->
                        Boolean.compare(!(one instanceof Evaluators.OfField), !(other instanceof Evaluators.OfField)));
        return ordered;
    }

    private static Predicate not(Predicate compiled) {
        return compiled instanceof Evaluators.OfField(FieldPath path, ValuesTest test)
                ? new Evaluators.OfField(path, new ValuesTest.None(test))
                : new Evaluators.Not(compiled);
    }

    private ValuesTest values(Values values, FieldType type) {
        return switch (values) {
            case Values.Term term -> new ValuesTest.Any(terms.compare(type, term));
            case Values.AllOf(List<Values> members) ->
                new ValuesTest.All(
                        members.stream().map(member -> values(member, type)).toList());
            case Values.AnyOf(List<Values> members) ->
                ValuesTest.either(
                        members.stream().map(member -> values(member, type)).toList());
            case Values.NoneOf(Values inner) -> new ValuesTest.None(values(inner, type));
        };
    }

    /** Values of all fields with matching names: each term may be met by another field. */
    private Predicate named(FieldName field, Values values, String scope) {
        return switch (values) {
            case Values.Term term -> {
                Map<FieldType, ValueTest> byType = new EnumMap<>(FieldType.class);
                for (FieldType type : FieldType.values()) {
                    byType.put(type, terms.compare(type, term));
                }
                yield new NamedFields(field.name(), scope, fields, byType);
            }
            case Values.AllOf(List<Values> members) ->
                new Evaluators.Both(members.stream()
                        .map(member -> named(field, member, scope))
                        .toArray(Predicate[]::new));
            case Values.AnyOf(List<Values> members) ->
                new Evaluators.Either(members.stream()
                        .map(member -> named(field, member, scope))
                        .toArray(Predicate[]::new));
            case Values.NoneOf(Values inner) -> new Evaluators.Not(named(field, inner, scope));
        };
    }

    private Predicate namedRange(FieldName field, Kql.Bound bound, Values.Literal limit, String scope) {
        Map<FieldType, ValueTest> byType = new EnumMap<>(FieldType.class);
        for (FieldType type : FieldType.values()) {
            byType.put(type, terms.range(type, bound, limit.text()));
        }
        return new NamedFields(field.name(), scope, fields, byType);
    }

    private FieldType type(FieldName field, String scope) {
        return fields.typeOf(scope + field.name().text()).orElse(FieldType.KEYWORD);
    }
}
