package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlLimits;
import dev.firstseen.engine.kql.QueryText;
import dev.firstseen.engine.kql.Span;
import dev.firstseen.engine.kql.Values;
import dev.firstseen.engine.toml.TomlQuery;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The named conditions of a playbook, in the order of the file. In a query {@code is: NAME} stands for one of them, in a
 * verdict {@code alert.is: NAME} for one of the alert's event; a condition may stand for those before it. What is read has
 * their meaning in the place of their names.
 */
final class Conditions {
    private static final String IS = "is";
    private static final Kql EVERYTHING = new Kql.Everything();

    /** Names that stand for names could make a small file mean a very large query. */
    private static final long MOST_PARTS = 10_000;

    private static final int DEEPEST = KqlLimits.DEFAULT.depth();

    private final Optional<TomlSection> section;
    private final Map<String, Condition> byName = new LinkedHashMap<>();

    /** Those that anything asks for. */
    private final Set<String> used = new HashSet<>();

    private record Condition(Kql meaning, Extent extent) {}

    /** How large a query is. */
    private record Extent(long parts, int depth) {
        static final Extent ONE = new Extent(1, 1);

        static Extent around(List<Extent> inner) {
            return new Extent(
                    1 + inner.stream().mapToLong(Extent::parts).sum(),
                    1 + inner.stream().mapToInt(Extent::depth).max().orElse(0));
        }

        boolean isTooLarge() {
            return parts > MOST_PARTS || depth > DEEPEST;
        }
    }

    private Conditions(Optional<TomlSection> section) {
        this.section = section;
    }

    /** Those of a file, which may have none. */
    static Conditions read(TomlSection top, Fields fields) {
        Conditions conditions = new Conditions(top.section("conditions"));
        PlaceholderCheck known = PlaceholderCheck.ofAlert(fields);
        conditions.section.ifPresent(section -> {
            for (String name : section.keys()) {
                if (!StepReader.NAME.matcher(name).matches()) {
                    section.error(
                            section.keyPlace(name),
                            "a condition's name is of small letters, digits and _, not '" + name + "'");
                }
                Kql meaning = conditions.ofEvents(section, name, fields, known).orElse(EVERYTHING);
                conditions.byName.put(name, new Condition(meaning, conditions.extent(meaning, IS)));
            }
        });
        return conditions;
    }

    /** Tells of those that nothing asks for, once all is read that might. */
    void warnOfUnused() {
        section.ifPresent(written -> byName.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name ->
                        written.warning(written.keyPlace(name), "nothing asks for the condition '" + name + "'")));
    }

    /** A query about events; empty where it is missing or has a mistake that leaves nothing of it. */
    Optional<Kql> ofEvents(TomlSection section, String key, Fields fields, PlaceholderCheck known) {
        return read(section, key, "", fields, known);
    }

    /** A query about what a step found, and about the alert. */
    Optional<Kql> ofFindings(TomlSection section, String key, StepFields fields, PlaceholderCheck known) {
        return read(section, key, Placeholder.ALERT, fields, known);
    }

    private Optional<Kql> read(TomlSection section, String key, String scope, Fields fields, PlaceholderCheck known) {
        String is = scope + IS;
        Optional<Kql> written = TomlQuery.read(
                section, key, fields, query -> QueryTemplate.plausible(replaced(query, is, _ -> EVERYTHING), fields));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Kql query = written.get();
        known.check(section, key, query);
        String text = section.string(key).orElse("");
        QueryText alone = QueryText.of(key, text);
        List<Problem> problems = new ArrayList<>();
        replaced(query, is, values -> {
            check(values, known, (span, sentence) -> problems.add(Problem.error(alone.place(span), sentence)));
            return EVERYTHING;
        });
        section.adopt(key, text, problems);
        if (extent(query, is).isTooLarge()) {
            section.error(
                    section.valuePlace(key),
                    "with what its conditions stand for, the query has more than %,d parts, or is nested more than %d deep"
                            .formatted(MOST_PARTS, DEEPEST));
            return Optional.empty();
        }
        return Optional.of(replaced(query, is, values -> meaning(values, scope)));
    }

    private interface Telling {
        void error(Span span, String sentence);
    }

    private void check(Values values, PlaceholderCheck known, Telling telling) {
        switch (values) {
            case Values.AllOf(List<Values> members) -> members.forEach(each -> check(each, known, telling));
            case Values.AnyOf(List<Values> members) -> members.forEach(each -> check(each, known, telling));
            case Values.NoneOf(Values inner) -> check(inner, known, telling);
            case Values.Literal literal -> {
                Condition condition = byName.get(literal.text());
                if (condition == null) {
                    telling.error(
                            literal.span(),
                            "no condition before this is called '" + literal.text() + "'"
                                    + StepReader.suggestion(literal.text(), byName.keySet()));
                } else {
                    used.add(literal.text());
                    known.unlearnedIn(condition.meaning())
                            .forEach(sentence -> telling.error(
                                    literal.span(),
                                    "the condition '" + literal.text() + "' cannot be asked here: " + sentence));
                }
            }
            case Values.Term term -> telling.error(term.span(), "a condition is called by its name, without wildcards");
        }
    }

    private Kql meaning(Values values, String scope) {
        return switch (values) {
            case Values.AllOf(List<Values> members) ->
                new Kql.And(members.stream().map(each -> meaning(each, scope)).toList());
            case Values.AnyOf(List<Values> members) ->
                new Kql.Or(members.stream().map(each -> meaning(each, scope)).toList());
            case Values.NoneOf(Values inner) -> new Kql.Not(meaning(inner, scope));
            case Values.Literal literal ->
                Optional.ofNullable(byName.get(literal.text()))
                        .map(condition -> scoped(condition.meaning(), scope))
                        .orElse(EVERYTHING);
            case Values.Term _ -> EVERYTHING;
        };
    }

    /** A query where something else stands for what it asks a field for. */
    private static Kql replaced(Kql query, String field, Function<Values, Kql> by) {
        return switch (query) {
            case Kql.And(List<Kql> operands) ->
                new Kql.And(
                        operands.stream().map(each -> replaced(each, field, by)).toList());
            case Kql.Or(List<Kql> operands) ->
                new Kql.Or(
                        operands.stream().map(each -> replaced(each, field, by)).toList());
            case Kql.Not(Kql operand) -> new Kql.Not(replaced(operand, field, by));
            case Kql.Compare(FieldName name, Values values)
            when name.name().text().equals(field) -> by.apply(values);
            case Kql.Everything _, Kql.Compare _, Kql.Range _, Kql.Nested _ -> query;
        };
    }

    /** A query that asks the same of fields below a name. */
    private static Kql scoped(Kql query, String scope) {
        return switch (query) {
            case Kql.Everything everything -> everything;
            case Kql.And(List<Kql> operands) ->
                new Kql.And(operands.stream().map(each -> scoped(each, scope)).toList());
            case Kql.Or(List<Kql> operands) ->
                new Kql.Or(operands.stream().map(each -> scoped(each, scope)).toList());
            case Kql.Not(Kql operand) -> new Kql.Not(scoped(operand, scope));
            case Kql.Compare(FieldName field, Values values) -> new Kql.Compare(scoped(field, scope), values);
            case Kql.Range(FieldName field, Kql.Bound bound, Values.Literal limit) ->
                new Kql.Range(scoped(field, scope), bound, limit);
            case Kql.Nested(FieldName field, Kql inner) -> new Kql.Nested(scoped(field, scope), inner);
        };
    }

    private static FieldName scoped(FieldName field, String scope) {
        List<String> pieces = new ArrayList<>(field.name().pieces());
        pieces.set(0, scope + pieces.getFirst());
        return new FieldName(new Glob(pieces), field.span());
    }

    /** How large a query is with what names stand for. */
    private Extent extent(Kql query, String is) {
        return switch (query) {
            case Kql.Everything _, Kql.Range _ -> Extent.ONE;
            case Kql.And(List<Kql> operands) ->
                Extent.around(operands.stream().map(each -> extent(each, is)).toList());
            case Kql.Or(List<Kql> operands) ->
                Extent.around(operands.stream().map(each -> extent(each, is)).toList());
            case Kql.Not(Kql operand) -> Extent.around(List.of(extent(operand, is)));
            case Kql.Nested(FieldName _, Kql inner) -> Extent.around(List.of(extent(inner, is)));
            case Kql.Compare(FieldName field, Values values) ->
                Extent.around(List.of(extent(values, field.name().text().equals(is))));
        };
    }

    private Extent extent(Values values, boolean named) {
        return switch (values) {
            case Values.AllOf(List<Values> members) ->
                Extent.around(members.stream().map(each -> extent(each, named)).toList());
            case Values.AnyOf(List<Values> members) ->
                Extent.around(members.stream().map(each -> extent(each, named)).toList());
            case Values.NoneOf(Values inner) -> Extent.around(List.of(extent(inner, named)));
            case Values.Literal literal
            when named ->
                Optional.ofNullable(byName.get(literal.text()))
                        .map(Condition::extent)
                        .orElse(Extent.ONE);
            case Values.Term _ -> Extent.ONE;
        };
    }
}
