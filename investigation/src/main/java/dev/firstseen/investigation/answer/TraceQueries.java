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
    private final Map<Query, List<Strand>> ofAccount;
    private final Map<Query, List<Strand>> ofOthers = new HashMap<>();

    /** @param clock what {@code now} means in the query; 0 where it has none */
    private record Query(Whose whose, List<String> datasets, Kql filled, long clock) {}

    /** @param fields the types of the fields of events */
    public TraceQueries(Trace trace, Fields fields) {
        this(trace, fields, new HashMap<>());
    }

    private TraceQueries(Trace trace, Fields fields, Map<Query, List<Strand>> ofAccount) {
        this.trace = trace;
        this.fields = fields;
        this.ofAccount = ofAccount;
    }

    /** The same of a trace in which only others differ: what was asked of the account itself is not asked again. */
    public TraceQueries withOthersOf(Trace other) {
        return new TraceQueries(other, fields, ofAccount);
    }

    /** Of which is asked. */
    public Trace trace() {
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
        Map<Query, List<Strand>> answered = whose == Whose.OTHERS ? ofOthers : ofAccount;
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
