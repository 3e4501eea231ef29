package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import dev.firstseen.microsoft.search.NeedleTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the needles of all demands in one pass over the row; short needles, which would make it slow, only where all
 * else is met.
 */
final class ManyNeedles implements RowTest {

    /** Rows are looked at in parts of this size, each with the end of the one before. */
    private static final int PART = 1 << 15;

    private final ByteSearch search;
    private final NeedleTable table;
    private final int longest;
    /** Of each needle the demands in whose first clause it is. */
    private final Tabled[][] demandsOf;

    private final BitSet found;
    private final byte[] part;

    private MemorySegment memory = MemorySegment.NULL;

    /**
     * A demand in terms of the table.
     *
     * @param clauses needles by their places
     * @param left the clauses whose needles are not in the table
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Tabled(int[][] clauses, List<List<Needle>> left) {}

    ManyNeedles(List<Demand> demands, ByteSearch search) {
        this.search = search;
        Map<Needle, Integer> places = new LinkedHashMap<>();
        for (Demand demand : demands) {
            for (List<Needle> clause : tabled(demand)) {
                clause.forEach(needle -> places.putIfAbsent(needle, places.size()));
            }
        }
        this.table = new NeedleTable(List.copyOf(places.keySet()));
        this.longest = places.keySet().stream().mapToInt(Needle::length).max().orElse(0);
        List<List<Tabled>> byFirst = new ArrayList<>();
        places.forEach((needle, place) -> byFirst.add(new ArrayList<>()));
        for (Demand demand : demands) {
            List<List<Needle>> left = new ArrayList<>(demand.clauses());
            left.removeAll(tabled(demand));
            int[][] clauses = tabled(demand).stream()
                    .map(clause -> clause.stream().mapToInt(places::get).toArray())
                    .toArray(int[][]::new);
            for (int first : clauses[0]) {
                byFirst.get(first).add(new Tabled(clauses, left));
            }
        }
        this.demandsOf =
                byFirst.stream().map(some -> some.toArray(Tabled[]::new)).toArray(Tabled[][]::new);
        this.found = new BitSet(places.size());
        this.part = new byte[PART + longest];
    }

    /** The clauses of a demand that have long needles only; all, where there are none. */
    private static List<List<Needle>> tabled(Demand demand) {
        List<List<Needle>> withLong = demand.clauses().stream()
                .filter(clause -> clause.stream().allMatch(needle -> needle.length() >= NeedleTable.LONG))
                .toList();
        return withLong.isEmpty() ? demand.clauses() : withLong;
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
            for (Tabled demand : demandsOf[needle]) {
                if (meets(demand.clauses) && holdsOneOfEach(demand.left, start, rowEnd)) {
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

    private boolean holdsOneOfEach(List<List<Needle>> clauses, long start, long rowEnd) {
        for (List<Needle> clause : clauses) {
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
