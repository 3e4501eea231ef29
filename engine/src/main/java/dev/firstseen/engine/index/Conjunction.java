package dev.firstseen.engine.index;

import dev.firstseen.engine.kql.EventReading;
import dev.firstseen.engine.kql.Predicate;
import java.util.List;

/**
 * What must all hold for a rule to match. The order changes nothing but the cost, and reading a field costs most, so what
 * tests fields that are read already comes first. The rest follows the events: a condition that fails after others held is
 * tried one place earlier the next time, and what fails most comes to the front. Not safe for use by several threads.
 */
final class Conjunction {
    private final Predicate[] conditions;

    Conjunction(List<Predicate> conditions) {
        this.conditions = conditions.toArray(Predicate[]::new);
    }

    boolean holds(EventReading event) {
        for (Predicate condition : conditions) {
            if (event.isAtHand(condition) && !condition.test(event)) {
                return false;
            }
        }
        for (int i = 0; i < conditions.length; i++) {
            Predicate condition = conditions[i];
            if (!condition.test(event)) {
                if (i > 0) {
                    conditions[i] = conditions[i - 1];
                    conditions[i - 1] = condition;
                }
                return false;
            }
        }
        return true;
    }
}
