package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the raw bytes of a row meet one of some demands; rows must be asked for in order. */
sealed interface RowTest permits AlwaysPasses, NeverPasses, FewNeedles, ManyNeedles {

    /** Begins with another block. */
    void begin(MemorySegment memory, long end);

    boolean passes(long start, long rowEnd);

    /**
     * The test of some demands.
     *
     * @param few whether there are so few needles, for the rows of all datasets together, that each is searched by itself
     */
    static RowTest of(List<Demand> demands, boolean few, ByteSearch search) {
        if (demands.isEmpty()) {
            return new NeverPasses();
        }
        Set<Needle> first = new LinkedHashSet<>();
        for (Demand demand : demands) {
            if (demand.clauses().isEmpty()) {
                return new AlwaysPasses();
            }
            first.addAll(demand.rarest());
        }
        return few ? new FewNeedles(demands, List.copyOf(first), search) : new ManyNeedles(demands, search);
    }
}
