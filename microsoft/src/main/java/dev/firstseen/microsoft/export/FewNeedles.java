package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Searches a block from hit to hit, needle by needle: rows between hits cost nothing. */
final class FewNeedles implements RowTest {

    private final List<Demand> demands;
    private final ByteSearch search;
    private final Needle[] first;
    /** Of each needle the next place in the block that is not before the row asked for last. */
    private final long[] next;

    private MemorySegment memory = MemorySegment.NULL;
    private long end;

    /** @param first of each demand the needles of one clause */
    FewNeedles(List<Demand> demands, List<Needle> first, ByteSearch search) {
        this.demands = demands;
        this.search = search;
        this.first = first.toArray(Needle[]::new);
        this.next = new long[this.first.length];
    }

    @Override
    public void begin(MemorySegment memory, long end) {
        this.memory = memory;
        this.end = end;
        Arrays.fill(next, -1);
    }

    @Override
    public boolean passes(long start, long rowEnd) {
        boolean found = false;
        for (int i = 0; i < first.length; i++) {
            if (next[i] < start) {
                long place = search.find(memory, start, end, first[i]);
                next[i] = place < 0 ? Long.MAX_VALUE : place;
            }
            found |= next[i] < rowEnd;
        }
        return found && meetsOne(start, rowEnd);
    }

    private boolean meetsOne(long start, long rowEnd) {
        for (Demand demand : demands) {
            if (meets(demand, start, rowEnd)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(Demand demand, long start, long rowEnd) {
        for (List<Needle> clause : demand.clauses()) {
            boolean met = false;
            for (Needle needle : clause) {
                met = met || search.find(memory, start, rowEnd, needle) >= 0;
            }
            if (!met) {
                return false;
            }
        }
        return true;
    }
}
