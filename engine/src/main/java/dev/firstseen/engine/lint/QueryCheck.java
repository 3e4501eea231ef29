package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Span;
import dev.firstseen.engine.kql.Values;
import dev.firstseen.engine.presence.Datasets;
import dev.firstseen.engine.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** KQL queries that say something twice, or what cannot be. What the parser doubts it says itself. */
final class QueryCheck implements Check {

    @Override
    public void look(LintedFile file, Findings findings) {
        file.runnable().ifPresent(rule -> {
            Kql query = rule.detection().query();
            if (query instanceof Kql.Everything) {
                findings.add(
                        Lint.EVERYTHING,
                        file.at("query"),
                        "every record of the index matches; ask for what the rule is about");
            }
            new Walk(file, findings).look(query);
            datasets(file, rule, query, findings);
        });
    }

    private static void datasets(LintedFile file, Rule rule, Kql query, Findings findings) {
        for (Values.Literal dataset : Datasets.named(query)) {
            if (isWritten(dataset.span()) && !rule.index().isEmpty() && !Datasets.read(rule.index(), dataset.text())) {
                findings.add(
                        Lint.INDEX_DATASET,
                        place(file, dataset.span()),
                        "no pattern of 'index' reads '%s'; write \"logs-%s-*\" into it"
                                .formatted(dataset.text(), dataset.text()));
            }
        }
    }

    /** Whether it stands in the query itself; what 'filters' add to it stands elsewhere. */
    private static boolean isWritten(Span span) {
        return span.end() > span.start();
    }

    private static Place place(LintedFile file, Span span) {
        return file.rule().placeIn("query", span.start(), span.end());
    }

    /** Goes through one query. */
    private record Walk(LintedFile file, Findings findings) {

        void look(Kql query) {
            switch (query) {
                case Kql.Everything _, Kql.Range _ -> {}
                case Kql.And(List<Kql> operands) -> {
                    repeated(operands);
                    contradictory(operands);
                    operands.forEach(this::look);
                }
                case Kql.Or(List<Kql> operands) -> {
                    repeated(operands);
                    split(operands);
                    operands.forEach(this::look);
                }
                case Kql.Not(Kql operand) -> {
                    if (operand instanceof Kql.Not(Kql inner)) {
                        add(Lint.DOUBLE_NEGATION, inner, "'not' twice is the condition itself; leave both out");
                    }
                    look(operand);
                }
                case Kql.Compare(FieldName _, Values values) -> look(values);
                case Kql.Nested(FieldName _, Kql inner) -> look(inner);
            }
        }

        private void look(Values values) {
            switch (values) {
                case Values.Term _ -> {}
                case Values.NoneOf(Values inner) -> look(inner);
                case Values.AllOf(List<Values> members) -> list(members);
                case Values.AnyOf(List<Values> members) -> list(members);
            }
        }

        private void list(List<Values> members) {
            Set<Values> seen = new HashSet<>();
            for (Values member : members) {
                if (!seen.add(member) && member instanceof Values.Term term && isWritten(term.span())) {
                    findings.add(
                            Lint.REPEATED_VALUE,
                            place(file, term.span()),
                            "this value stands before it in the same list; leave it out");
                }
                look(member);
            }
        }

        private void repeated(List<Kql> operands) {
            Set<Kql> seen = new HashSet<>();
            for (Kql operand : operands) {
                if (!seen.add(operand)) {
                    add(Lint.REPEATED_CONDITION, operand, "this condition stands before it already; leave it out");
                }
            }
        }

        private void split(List<Kql> operands) {
            Set<FieldName> seen = new HashSet<>();
            Set<FieldName> told = new HashSet<>();
            for (Kql operand : operands) {
                if (operand instanceof Kql.Compare(FieldName field, Values _)
                        && !field.isPattern()
                        && !seen.add(field)
                        && told.add(field)) {
                    add(
                            Lint.SPLIT_LIST,
                            operand,
                            "'%s' is asked for twice; one list says the same: %s:(… or …)"
                                    .formatted(field.name().text(), field.name().text()));
                }
            }
        }

        private void contradictory(List<Kql> operands) {
            Set<Kql> asked = new HashSet<>(operands);
            for (Kql operand : operands) {
                if (denied(operand).filter(asked::contains).isPresent()) {
                    add(
                            Lint.CONTRADICTION,
                            operand,
                            "this denies what is asked for beside it, so that nothing matches");
                }
            }
        }

        private static Optional<Kql> denied(Kql operand) {
            return switch (operand) {
                case Kql.Not(Kql inner) -> Optional.of(inner);
                case Kql.Compare(FieldName field, Values.NoneOf(Values inner)) ->
                    Optional.of(new Kql.Compare(field, inner));
                case Kql.And _, Kql.Or _, Kql.Compare _, Kql.Range _, Kql.Nested _, Kql.Everything _ ->
                    Optional.empty();
            };
        }

        private void add(Lint lint, Kql at, String message) {
            span(at).filter(QueryCheck::isWritten).ifPresent(span -> findings.add(lint, place(file, span), message));
        }

        /** Where the first field of a condition stands. */
        private static Optional<Span> span(Kql query) {
            return switch (query) {
                case Kql.Everything() -> Optional.empty();
                case Kql.And(List<Kql> operands) -> span(operands.getFirst());
                case Kql.Or(List<Kql> operands) -> span(operands.getFirst());
                case Kql.Not(Kql operand) -> span(operand);
                case Kql.Compare compare -> Optional.of(compare.field().span());
                case Kql.Range range -> Optional.of(range.field().span());
                case Kql.Nested nested -> Optional.of(nested.field().span());
            };
        }
    }
}
