package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes equal conditions of many compiled queries one: a field and how its values are tested. On an {@link EventReading}
 * each is then evaluated at most once an event, and each field read at most once; on any other event the queries mean the
 * same as before.
 *
 * <p>First all queries are shared, then readings are made. Not safe for use by several threads, while what it gives is.
 */
public final class SharedConditions {

    private final Map<FieldPath, Integer> fields = new HashMap<>();
    private final Map<Predicate, SharedCondition> conditions = new HashMap<>();
    /** Of each field, by its place, how often all queries together test it. */
    private final Map<Integer, Integer> tests = new HashMap<>();

    /**
     * What must all hold for a query to match, out of conditions that it shares with all queries given before. In any
     * order it means the same.
     */
    public List<Predicate> conjuncts(Predicate compiled) {
        List<Predicate> conjuncts = new ArrayList<>();
        addConjuncts(compiled, conjuncts);
        return conjuncts;
    }

    private void addConjuncts(Predicate compiled, List<Predicate> into) {
        if (compiled instanceof Evaluators.Both both) {
            for (Predicate operand : both.operands()) {
                addConjuncts(operand, into);
            }
        } else if (!compiled.equals(Evaluators.EVERY)) {
            into.add(share(compiled));
        }
    }

    /**
     * Conjuncts in the order that costs least where nothing is known of the events: what many queries test is read anyway,
     * and single fields come before what joins several.
     */
    public List<Predicate> cheapestFirst(List<Predicate> conjuncts) {
        List<Predicate> ordered = new ArrayList<>(conjuncts);
        ordered.sort(Comparator.comparingInt(
                (Predicate each) -> each instanceof SharedCondition one ? -tests.getOrDefault(one.place(), 0) : 1));
        return ordered;
    }

    /** The same query, out of shared conditions. */
    private Predicate share(Predicate compiled) {
        return switch (compiled) {
            case Evaluators.Both both -> new Evaluators.Both(shareAll(both.operands()));
            case Evaluators.Either either -> new Evaluators.Either(shareAll(either.operands()));
            case Evaluators.Not(Predicate operand) -> new Evaluators.Not(share(operand));
            case Evaluators.OfField ofField -> condition(ofField, addField(ofField.field()));
            // What walks through objects reads too much to be asked twice; what is not ours may be equal all the same.
            default -> compiled.equals(Evaluators.EVERY) ? compiled : condition(compiled, -1);
        };
    }

    private Predicate[] shareAll(Predicate[] operands) {
        Predicate[] shared = new Predicate[operands.length];
        for (int i = 0; i < operands.length; i++) {
            shared[i] = share(operands[i]);
        }
        return shared;
    }

    private SharedCondition condition(Predicate test, int place) {
        SharedCondition known = conditions.get(test);
        if (known == null) {
            known = new SharedCondition(conditions.size(), test, place);
            conditions.put(test, known);
        }
        if (place >= 0) {
            tests.merge(place, 1, Integer::sum);
        }
        return known;
    }

    /** Adds a field that is asked for beside the queries; gives its place in every reading. */
    public int addField(FieldPath field) {
        Integer known = fields.putIfAbsent(field, fields.size());
        return known == null ? fields.size() - 1 : known;
    }

    /** How many different conditions there are. */
    public int size() {
        return conditions.size();
    }

    /** A reading for one thread, to be used for one event after another. */
    public EventReading reading() {
        return new EventReading(fields, conditions.size());
    }
}
