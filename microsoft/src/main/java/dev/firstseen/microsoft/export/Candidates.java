package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies a {@link Prefilter} to the rows of a block, which must be asked for in order. A JSON escape that stands for a
 * character of a needle could hide the needle, so such a row is let through. Not safe for use by several threads.
 */
final class Candidates {

    /** With more needles, one pass over a row for all is faster than one over the block for each. */
    private static final int FEW = 3;

    private static final Needle ESCAPE = Needle.of("\\u00");
    /** So many backslashes, less than so many bytes apart, are too many to look at one by one. */
    private static final int DENSE = 64;

    private static final long CLOSE = 16;

    private final ByteSearch search;
    private final Map<String, RowTest> byDataset = new LinkedHashMap<>();
    private final Map<String, PassRate> rates = new LinkedHashMap<>();
    private final RowTest ofDocuments;
    /** Of a row in some wrapping: its head shows one log, and it may hold records of others. */
    private final RowTest ofAny;

    private final boolean[] inNeedles = new boolean[128];

    private MemorySegment memory = MemorySegment.NULL;
    private long end;
    private long nextEscape;

    Candidates(Prefilter prefilter, ByteSearch search) {
        this.search = search;
        boolean few = firstNeedles(prefilter) <= FEW;
        Set<Demand> any = new LinkedHashSet<>();
        for (Dataset dataset : Dataset.all()) {
            List<Demand> demands = prefilter.ofRecords(dataset);
            byDataset.put(dataset.name(), RowTest.of(demands, few, search));
            rates.put(dataset.name(), new PassRate());
            any.addAll(demands);
            mark(demands);
        }
        any.addAll(prefilter.ofDocuments());
        this.ofAny = RowTest.of(List.copyOf(any), few, search);
        this.ofDocuments = RowTest.of(prefilter.ofDocuments(), few, search);
        mark(prefilter.ofDocuments());
    }

    private static int firstNeedles(Prefilter prefilter) {
        Set<Needle> first = new HashSet<>();
        prefilter.ofDocuments().forEach(demand -> first.addAll(demand.rarest()));
        for (Dataset dataset : Dataset.all()) {
            prefilter.ofRecords(dataset).forEach(demand -> first.addAll(demand.rarest()));
        }
        return first.size();
    }

    private void mark(Iterable<Demand> demands) {
        for (Demand demand : demands) {
            demand.clauses()
                    .forEach(clause -> clause.forEach(
                            needle -> needle.text().chars().forEach(character -> inNeedles[character] = true)));
            // In JSON inside a text an escape's own backslash may be written as an escape.
            inNeedles['\\'] |= !demand.clauses().isEmpty();
        }
    }

    void begin(MemorySegment memory, long start, long end) {
        this.memory = memory;
        this.end = end;
        byDataset.values().forEach(test -> test.begin(memory, end));
        ofDocuments.begin(memory, end);
        ofAny.begin(memory, end);
        nextEscape = -1;
    }

    /**
     * Whether so many rows of a dataset pass that testing another would cost more than it saves. Such a row may be looked
     * into untested; whether it would have passed can be asked before the next row.
     */
    boolean passUntested(String dataset) {
        PassRate rate = rates.get(dataset);
        return rate != null && rate.isHigh();
    }

    /**
     * Whether a rule may match the row.
     *
     * @param dataset the record's, as its head shows it
     * @param mayBeWrapped whether the row may hold other records, or a ready document, instead
     */
    boolean passes(String dataset, boolean mayBeWrapped, long start, long rowEnd) {
        RowTest test = mayBeWrapped ? ofAny : byDataset.getOrDefault(dataset, ofDocuments);
        boolean passes = test.passes(start, rowEnd) || mayHideNeedle(start, rowEnd);
        PassRate rate = rates.get(dataset);
        if (rate != null) {
            rate.add(passes);
        }
        return passes;
    }

    private boolean mayHideNeedle(long start, long rowEnd) {
        if (nextEscape < start) {
            nextEscape = findEscape(start);
        }
        while (nextEscape < rowEnd) {
            long at = nextEscape;
            nextEscape = findEscape(at + ESCAPE.length());
            if (at + 6 <= rowEnd) {
                int high = Character.digit(memory.get(ValueLayout.JAVA_BYTE, at + 4), 16);
                int low = Character.digit(memory.get(ValueLayout.JAVA_BYTE, at + 5), 16);
                if (high >= 0 && high < 8 && low >= 0 && inNeedles[16 * high + low]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Looking for one byte is several times faster than for four, unless that byte is at every corner. */
    private long findEscape(long from) {
        long at = from;
        long judged = from;
        for (int passed = 1; ; passed++) {
            at = search.find(memory, at, end, (byte) '\\');
            if (at < 0) {
                return Long.MAX_VALUE;
            }
            if (at + 1 < end && memory.get(ValueLayout.JAVA_BYTE, at + 1) == 'u') {
                long found = search.find(memory, at, end, ESCAPE);
                return found < 0 ? Long.MAX_VALUE : found;
            }
            at++;
            if (passed % DENSE == 0) {
                if (at - judged < DENSE * CLOSE) {
                    long found = search.find(memory, at, end, ESCAPE);
                    return found < 0 ? Long.MAX_VALUE : found;
                }
                judged = at;
            }
        }
    }
}
