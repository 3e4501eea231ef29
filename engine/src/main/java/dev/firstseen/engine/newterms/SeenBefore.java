package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All that was seen under one first value before a time, put in order once for however many terms it is told of. */
public final class SeenBefore {
    private final Map<List<Value.Scalar>, History.Earlier> all = new HashMap<>();
    private final TreeSet<History.Earlier> most = new TreeSet<>(EarlierTerms.ORDER);

    /** @param seen each different term once */
    public SeenBefore(Collection<History.Earlier> seen) {
        for (History.Earlier each : seen) {
            all.put(each.term(), each);
            most.add(each);
            if (most.size() > EarlierTerms.KEPT) {
                most.pollLast();
            }
        }
    }

    /** The history of one of the terms, or of one that was never seen. */
    public History of(Term term, long window, double coverage) {
        return EarlierTerms.history(all.get(term.values()), most, all.size(), window, coverage);
    }
}
