package dev.firstseen.investigation.answer;

import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.investigation.playbook.Measure.Whose;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.trace.Strand;
import dev.firstseen.investigation.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What meets a query in one trace. The same query with the same values filled in is run once, however many alerts ask it;
 * around which times is for the asker to count. Not safe for use by several threads.
 */
public final class TraceQueries {
    private final Trace trace;
    private final Fields fields;
    private final Map<Query, List<Strand>> answered = new HashMap<>();

    /** @param clock what {@code now} means in the query; 0 where it has none */
    private record Query(Whose whose, List<String> datasets, Kql filled, long clock) {}

    /** @param fields the types of the fields of events */
    public TraceQueries(Trace trace, Fields fields) {
        this.trace = trace;
        this.fields = fields;
    }

    Trace trace() {
        return trace;
    }

    Fields fields() {
        return fields;
    }

    /**
     * The strands that meet a query, at whatever time.
     *
     * @param filled without placeholders
     * @param now the time of the alert, in milliseconds since 1970
     */
    List<Strand> strands(Whose whose, List<String> datasets, Kql filled, long now) {
        return answered.computeIfAbsent(
                new Query(whose, datasets, filled, QueryTemplate.readsClock(filled) ? now : 0), _ -> {
                    Predicate predicate = KqlCompiler.compile(filled, fields, now);
                    List<Strand> asked = switch (whose) {
                        case ACCOUNT -> trace.own();
                        case OTHERS -> trace.others();
                        case UPON -> trace.upon();
                    };
                    return asked.stream()
                            .filter(strand ->
                                    datasets.contains(strand.like().dataset()) && predicate.test(strand.like()))
                            .toList();
                });
    }
}
