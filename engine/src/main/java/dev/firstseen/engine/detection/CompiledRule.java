package dev.firstseen.engine.detection;

import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.rule.Rule;
import java.util.function.LongSupplier;

/**
 * A rule and its filter, ready to test events. Safe for use by many threads.
 *
 * @param filter holds for the events of {@link #selection}
 */
public record CompiledRule(Rule rule, Predicate filter) {

    /** As {@link #of(Rule, Fields, LongSupplier)}, with one time for all events. */
    public static CompiledRule of(Rule rule, Fields fields, long now) {
        return of(rule, fields, () -> now);
    }

    /**
     * Compiles what a rule selects.
     *
     * @param fields the types of the fields
     * @param now tells at each test what {@code now} stands for in the query's dates, in milliseconds since 1970; may be
     *     asked by many threads
     */
    public static CompiledRule of(Rule rule, Fields fields, LongSupplier now) {
        return new CompiledRule(rule, KqlCompiler.compile(Selection.of(rule), fields, now));
    }

    /** What the rule selects, for whoever wants to know what an event must have. */
    public Kql selection() {
        return Selection.of(rule);
    }
}
