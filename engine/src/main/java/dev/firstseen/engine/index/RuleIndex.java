package dev.firstseen.engine.index;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.engine.kql.SharedConditions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which rules an event can concern, built once from what all rules require. A rule stands under the datasets it asks for,
 * and there under the texts of its most selective clause: one of which each event it matches has in a field. An event is
 * looked up by the fields of these clauses, each read once, and only the rules found are asked.
 *
 * <p>It is sound because {@link RequiredLiterals} is: a rule that an event matches has its clauses met, so it is found
 * under the text that meets the one it stands under. Immutable; safe for use by many threads, each with a matcher of its
 * own.
 */
public final class RuleIndex {

    /** Where events say which log they are of; most rules ask for it, and it parts the rules best. */
    private static final List<FieldPath> DATASET =
            List.of(FieldPath.of("data_stream.dataset"), FieldPath.of("event.dataset"));

    private final List<Predicate> filters = new ArrayList<>();
    private final SharedConditions conditions = new SharedConditions();
    private final Shelf anywhere;
    private final List<Lookup<Shelf>> datasets;

    private RuleIndex(List<CompiledRule> rules, Fields fields) {
        List<Requirement> requirements = rules.stream()
                .map(rule -> RequiredLiterals.of(rule.rule().detection().query(), fields))
                .toList();
        AccessClauses clauses = new AccessClauses(requirements);
        List<Integer> unnamed = new ArrayList<>();
        SequencedMap<Requirement.Literal, List<Integer>> byDataset = new LinkedHashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            filters.add(conditions.share(rules.get(rule).filter()));
            List<Requirement.Literal> named = clauses.onlyOn(DATASET, requirements.get(rule));
            for (Requirement.Literal dataset : named) {
                byDataset.computeIfAbsent(dataset, any -> new ArrayList<>()).add(rule);
            }
            if (named.isEmpty()) {
                unnamed.add(rule);
            }
        }
        this.anywhere = shelf(unnamed, requirements, clauses);
        this.datasets = DATASET.stream()
                .map(field -> {
                    Map<String, Shelf> byText = new LinkedHashMap<>();
                    byDataset.forEach((literal, some) -> {
                        if (literal.field().equals(field)) {
                            byText.put(literal.text(), shelf(some, requirements, clauses));
                        }
                    });
                    return new Lookup<>(field, conditions.addField(field), byText);
                })
                .filter(lookup -> !lookup.byText().isEmpty())
                .toList();
    }

    /**
     * Builds the index.
     *
     * @param fields the types of the fields, as the rules were compiled with
     */
    public static RuleIndex of(List<CompiledRule> rules, Fields fields) {
        return new RuleIndex(rules, fields);
    }

    private Shelf shelf(List<Integer> rules, List<Requirement> requirements, AccessClauses clauses) {
        List<Integer> always = new ArrayList<>();
        SequencedMap<FieldPath, SequencedMap<String, List<Integer>>> byField = new LinkedHashMap<>();
        for (int rule : rules) {
            List<Requirement.Literal> clause = clauses.best(requirements.get(rule), DATASET);
            if (clause.isEmpty()) {
                always.add(rule);
            }
            for (Requirement.Literal literal : clause) {
                byField.computeIfAbsent(literal.field(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(literal.text(), any -> new ArrayList<>())
                        .add(rule);
            }
        }
        List<Lookup<int[]>> lookups = new ArrayList<>();
        byField.forEach((field, byText) -> {
            Map<String, int[]> places = new LinkedHashMap<>();
            byText.forEach((text, some) -> places.put(text, array(some)));
            lookups.add(new Lookup<>(field, conditions.addField(field), places));
        });
        return new Shelf(array(always), lookups);
    }

    private static int[] array(List<Integer> rules) {
        return rules.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A matcher for one thread. */
    public RuleMatcher matcher() {
        return new IndexedRules(this, conditions.reading());
    }

    /** How many different conditions all rules together have. */
    public int conditions() {
        return conditions.size();
    }

    List<Predicate> filters() {
        return filters;
    }

    /** The rules that ask for no dataset. */
    Shelf anywhere() {
        return anywhere;
    }

    /** The other rules, by the datasets they ask for. */
    List<Lookup<Shelf>> datasets() {
        return datasets;
    }
}
