package dev.firstseen.engine.index;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.kql.RequiredLiterals;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.engine.kql.SharedConditions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Which rules an event can concern, built once from what all rules require. A rule stands under the datasets it asks for,
 * and there under the texts of its most selective clause: one of which each event it matches has in a field. An event is
 * looked up by the fields of these clauses, each read once, and only the rules found are asked. A field with
 * few such texts is not looked at for that: these rules are asked, and most say no to the first condition.
 *
 * <p>It is sound because {@link RequiredLiterals} is: a rule that an event matches has its clauses met, so it is found
 * under the text that meets the one it stands under. Immutable; safe for use by many threads, each with a matcher of its
 * own.
 */
public final class RuleIndex {

    /** Where events say which log they are of; most rules ask for it, and it parts the rules best. */
    private static final List<FieldPath> DATASET =
            List.of(FieldPath.of("data_stream.dataset"), FieldPath.of("event.dataset"));

    /** With fewer texts that lead to rules, a field is not worth reading: the rules can as well be asked at once. */
    private static final int FEWEST = 4;

    /** Of each rule what must all hold. */
    private final List<List<Predicate>> rules = new ArrayList<>();

    private final SharedConditions conditions = new SharedConditions();
    private final Shelf anywhere;
    private final List<Lookup<Shelf>> datasets;

    private RuleIndex(List<CompiledRule> compiled, Fields fields) {
        List<Requirement> requirements = compiled.stream()
                .map(rule -> RequiredLiterals.of(rule.selection(), fields))
                .toList();
        AccessClauses clauses = new AccessClauses(requirements);
        List<Integer> unnamed = new ArrayList<>();
        SequencedMap<Requirement.Literal, List<Integer>> byDataset = new LinkedHashMap<>();
        for (int rule = 0; rule < compiled.size(); rule++) {
            rules.add(conditions.conjuncts(compiled.get(rule).filter()));
            List<Requirement.Literal> named = clauses.onlyOn(DATASET, requirements.get(rule));
            for (Requirement.Literal dataset : named) {
                byDataset.computeIfAbsent(dataset, any -> new ArrayList<>()).add(rule);
            }
            if (named.isEmpty()) {
                unnamed.add(rule);
            }
        }
        rules.replaceAll(conditions::cheapestFirst);
        this.anywhere = shelf(unnamed, requirements, clauses);
        this.datasets = DATASET.stream()
                .map(field -> {
                    Map<String, Shelf> byText = new LinkedHashMap<>();
                    byDataset.forEach((literal, those) -> {
                        if (literal.field().equals(field)) {
                            byText.put(literal.text(), shelf(those, requirements, clauses));
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

    private Shelf shelf(List<Integer> some, List<Requirement> requirements, AccessClauses clauses) {
        Map<Integer, List<Requirement.Literal>> found = new LinkedHashMap<>();
        Map<FieldPath, Set<String>> texts = new HashMap<>();
        for (int rule : some) {
            List<Requirement.Literal> clause = clauses.best(requirements.get(rule), DATASET);
            found.put(rule, clause);
            clause.forEach(literal -> texts.computeIfAbsent(literal.field(), any -> new HashSet<>())
                    .add(literal.text()));
        }
        List<Integer> always = new ArrayList<>();
        SequencedMap<FieldPath, SequencedMap<String, List<Integer>>> byField = new LinkedHashMap<>();
        for (int rule : some) {
            List<Requirement.Literal> clause = found.getOrDefault(rule, List.of());
            boolean worthwhile = clause.stream()
                    .allMatch(literal ->
                            texts.getOrDefault(literal.field(), Set.of()).size() >= FEWEST);
            if (clause.isEmpty() || !worthwhile) {
                always.add(rule);
                continue;
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
            byText.forEach((text, those) -> places.put(text, array(those)));
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

    List<List<Predicate>> rules() {
        return rules;
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
