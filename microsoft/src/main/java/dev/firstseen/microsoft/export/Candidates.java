package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Needle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Applies a {@link Prefilter} to the rows of a block, which must be asked for in order. A block is searched as a whole,
 * from hit to hit; rows between hits cost nothing. A JSON escape that stands for a character of a needle could hide the
 * needle, so such a row is let through. Not safe for use by several threads.
 */
final class Candidates {

    private static final Needle ESCAPE = Needle.of("\\u00");
    /** So many backslashes, less than so many bytes apart, are too many to look at one by one. */
    private static final int DENSE = 64;

    private static final long CLOSE = 16;

    private final Prefilter prefilter;
    private final boolean all;
    private final ByteSearch search;
    private final Needle[] needles;
    private final boolean[] inNeedles = new boolean[128];
    /** Of each needle the next place in the block; the last one is the escape's. */
    private final long[] next;

    private MemorySegment memory = MemorySegment.NULL;
    private long end;

    Candidates(Prefilter prefilter, ByteSearch search) {
        this.prefilter = prefilter;
        this.all = prefilter.passesAll();
        this.search = search;
        this.needles = prefilter.first().toArray(Needle[]::new);
        this.next = new long[needles.length + 1];
        for (Prefilter.Demand demand : prefilter.rules()) {
            for (List<Needle> clause : demand.clauses()) {
                for (Needle needle : clause) {
                    needle.text().chars().forEach(character -> inNeedles[character] = true);
                    // In JSON inside a text an escape's own backslash may be written as an escape.
                    inNeedles['\\'] = true;
                }
            }
        }
    }

    void begin(MemorySegment memory, long start, long end) {
        this.memory = memory;
        this.end = end;
        if (!all) {
            for (int i = 0; i < needles.length; i++) {
                next[i] = find(needles[i], start);
            }
            next[needles.length] = findEscape(start);
        }
    }

    boolean passes(long start, long rowEnd) {
        if (all) {
            return true;
        }
        boolean found = false;
        for (int i = 0; i < needles.length; i++) {
            if (next[i] < start) {
                next[i] = find(needles[i], start);
            }
            found |= next[i] < rowEnd;
        }
        return (found && meetsAll(start, rowEnd)) || mayHideNeedle(start, rowEnd);
    }

    private boolean meetsAll(long start, long rowEnd) {
        for (Prefilter.Demand demand : prefilter.rules()) {
            if (meets(demand, start, rowEnd)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(Prefilter.Demand demand, long start, long rowEnd) {
        for (List<Needle> clause : demand.clauses()) {
            boolean met = false;
            for (Needle needle : clause) {
                met |= search.find(memory, start, rowEnd, needle) >= 0;
            }
            if (!met) {
                return false;
            }
        }
        return true;
    }

    private boolean mayHideNeedle(long start, long rowEnd) {
        int escape = needles.length;
        while (next[escape] < rowEnd) {
            long at = next[escape];
            next[escape] = findEscape(at + ESCAPE.length());
            if (at >= start && at + 6 <= rowEnd) {
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
                return find(ESCAPE, at);
            }
            at++;
            if (passed % DENSE == 0) {
                if (at - judged < DENSE * CLOSE) {
                    return find(ESCAPE, at);
                }
                judged = at;
            }
        }
    }

    private long find(Needle needle, long from) {
        long found = search.find(memory, from, end, needle);
        return found < 0 ? Long.MAX_VALUE : found;
    }
}
