package dev.firstseen.engine.alert;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Rule;
import java.util.List;

/** What a rule reports: one record per rule type. */
public sealed interface Alert {

    /** The same input gives the same id: a hash of rule, event and what was reported. */
    String id();

    Rule rule();

    Event event();

    /** Of a {@code query} rule: the event matched. */
    record Match(String id, Rule rule, Event event) implements Alert {}

    /**
     * Of a {@code new_terms} rule: the event brought a term not seen before.
     *
     * @param terms the value of each of the rule's fields, in their order
     */
    record FirstSeen(String id, Rule rule, Event event, List<Value.Scalar> terms, History history) implements Alert {
        public FirstSeen {
            terms = List.copyOf(terms);
        }
    }
}
