package dev.firstseen.engine.alert;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a rule reports: one record per rule type. */
public sealed interface Alert {

    /** The same input gives the same id: a hash of rule, event and what was reported. */
    String id();

    Rule rule();

    Event event();

    /** The further alerts that are counted on this one; empty where its rule suppresses none. */
    Optional<SuppressedGroup> suppressed();

    /** The same alert, with others counted on it. */
    Alert with(SuppressedGroup group);

    /** How bad it is: what the event says by the rule's {@code severity_mapping}, else what the rule says. */
    default Severity severity() {
        return rule().overrides().severity(event()).orElse(rule().severity());
    }

    /** From 0 to 100: what the event says by the rule's {@code risk_score_mapping}, else what the rule says. */
    default double riskScore() {
        return rule().overrides().riskScore(event()).orElse(rule().riskScore());
    }

    /** What the event calls it by the rule's {@code rule_name_override}, else the rule's name. */
    default String name() {
        return rule().overrides().name(event()).orElse(rule().name());
    }

    /** Of a {@code query} rule: the event matched. */
    record Match(String id, Rule rule, Event event, Optional<SuppressedGroup> suppressed) implements Alert {

        public Match(String id, Rule rule, Event event) {
            this(id, rule, event, Optional.empty());
        }

        @Override
        public Match with(SuppressedGroup group) {
            return new Match(id, rule, event, Optional.of(group));
        }
    }

    /**
     * Of a {@code new_terms} rule: the event brought a term not seen before.
     *
     * @param terms the value of each of the rule's fields, in their order
     */
    record FirstSeen(
            String id,
            Rule rule,
            Event event,
            List<Value.Scalar> terms,
            History history,
            Optional<SuppressedGroup> suppressed)
            implements Alert {
        public FirstSeen {
            terms = List.copyOf(terms);
        }

        public FirstSeen(String id, Rule rule, Event event, List<Value.Scalar> terms, History history) {
            this(id, rule, event, terms, history, Optional.empty());
        }

        @Override
        public FirstSeen with(SuppressedGroup group) {
            return new FirstSeen(id, rule, event, terms, history, Optional.of(group));
        }
    }

    /**
     * Of a {@code threshold} rule: with the event there were enough.
     *
     * @param key the value of each of the rule's fields, in their order
     * @param count how many events counted, this one included
     * @param cardinality how many different values they had of the field that the rule counts; empty where it counts none
     * @param first the time of the earliest of them, in milliseconds since 1970
     * @param last the time of the last of them, which is the event's
     */
    record Threshold(
            String id,
            Rule rule,
            Event event,
            List<Value.Scalar> key,
            long count,
            OptionalLong cardinality,
            long first,
            long last,
            Optional<SuppressedGroup> suppressed)
            implements Alert {
        public Threshold {
            key = List.copyOf(key);
        }

        public Threshold(
                String id,
                Rule rule,
                Event event,
                List<Value.Scalar> key,
                long count,
                OptionalLong cardinality,
                long first,
                long last) {
            this(id, rule, event, key, count, cardinality, first, last, Optional.empty());
        }

        @Override
        public Threshold with(SuppressedGroup group) {
            return new Threshold(id, rule, event, key, count, cardinality, first, last, Optional.of(group));
        }
    }
}
