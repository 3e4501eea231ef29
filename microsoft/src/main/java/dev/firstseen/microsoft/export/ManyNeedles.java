package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.Needle;
import dev.firstseen.microsoft.search.NeedleTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for all needles of all demands in one pass over the row. */
final class ManyNeedles implements RowTest {

    /** Rows are looked at in parts of this size, each with the end of the one before. */
    private static final int PART = 1 << 15;

    private final NeedleTable table;
    private final int longest;
    /** Of each needle the demands in whose first clause it is, each by all its clauses. */
    private final int[][][][] demandsOf;

    private final BitSet found;
    private final byte[] part;

    private MemorySegment memory = MemorySegment.NULL;

    ManyNeedles(List<Demand> demands) {
        Map<Needle, Integer> places = new LinkedHashMap<>();
        int most = 0;
        for (Demand demand : demands) {
            for (List<Needle> clause : demand.clauses()) {
                for (Needle needle : clause) {
                    places.putIfAbsent(needle, places.size());
                    most = Math.max(most, needle.length());
                }
            }
        }
        this.table = new NeedleTable(List.copyOf(places.keySet()));
        this.longest = most;
        List<List<int[][]>> byFirst = new ArrayList<>();
        places.forEach((needle, place) -> byFirst.add(new ArrayList<>()));
        for (Demand demand : demands) {
            int[][] clauses = demand.clauses().stream()
                    .map(clause -> clause.stream().mapToInt(places::get).toArray())
                    .toArray(int[][]::new);
            for (int first : clauses[0]) {
                byFirst.get(first).add(clauses);
            }
        }
        this.demandsOf =
                byFirst.stream().map(some -> some.toArray(int[][][]::new)).toArray(int[][][][]::new);
        this.found = new BitSet(places.size());
        this.part = new byte[PART + longest];
    }

    @Override
    public void begin(MemorySegment memory, long end) {
        this.memory = memory;
    }

    @Override
    public boolean passes(long start, long rowEnd) {
        found.clear();
        for (long at = start; at < rowEnd; at += PART) {
            int length = (int) Math.min(rowEnd - at, part.length);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, part, 0, length);
            table.find(part, length, found);
        }
        for (int needle = found.nextSetBit(0); needle >= 0; needle = found.nextSetBit(needle + 1)) {
            for (int[][] clauses : demandsOf[needle]) {
                if (meets(clauses)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean meets(int[][] clauses) {
        for (int i = 1; i < clauses.length; i++) {
            boolean met = false;
            for (int needle : clauses[i]) {
                met |= found.get(needle);
            }
            if (!met) {
                return false;
            }
        }
        return true;
    }
}
