package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Words;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Goes through the rows of blocks: reads the head of each and hands on the candidates. Not safe for several threads. */
final class Rows {

    /** A cell of CSV this long may have been cut off by what wrote it, which only taking it out can tell. */
    private static final int SHORTEST_CUT = 3_062;

    private final ByteSearch search = ByteSearch.fastest();
    private final RecordHead head = new RecordHead(search);
    private final Candidates candidates;
    private final RowVisitor visitor;
    private final boolean every;
    private byte[] row = new byte[1 << 14];

    private int lines;
    private boolean untested;
    private long rowStart;
    private long rowEnd;

    /** @param every whether the rows that no rule can match are handed on too */
    Rows(Prefilter prefilter, boolean every, RowVisitor visitor) {
        this.every = every;
        this.candidates = new Candidates(prefilter, search);
        this.visitor = visitor;
    }

    /** Goes through a block and gives how many lines it has. */
    int visit(Block block, Shape shape) {
        MemorySegment memory = block.memory();
        candidates.begin(memory, block.start(), block.end());
        lines = 0;
        switch (shape) {
            case Shape.JsonLines lined -> visitLines(memory, block.start(), block.end());
            case Shape.JsonArrays arrays -> visitMarked(block, Integer.MAX_VALUE);
            case Shape.Csv csv -> visitMarked(block, SHORTEST_CUT);
            case Shape.Table table -> visitTable(block);
            case Shape.Empty empty -> {}
            case Shape.Refused refused -> {}
        }
        return lines;
    }

    private void visitLines(MemorySegment memory, long start, long end) {
        long at = start;
        while (at < end) {
            long lineEnd = search.find(memory, at, end, (byte) '\n');
            long stop = lineEnd < 0 ? end : lineEnd;
            if (stop == at || !mayHoldSeveral(memory, at, stop) || !visitHeld(memory, at, stop)) {
                visitRow(memory, at, stop, false);
            }
            lines++;
            at = stop + 1;
        }
    }

    /** Whether a line may be an array or an envelope, by its first bytes. */
    private static boolean mayHoldSeveral(MemorySegment memory, long start, long end) {
        byte first = memory.get(ValueLayout.JAVA_BYTE, start);
        if (first != '{') {
            return first == '[';
        }
        long at = start + 1;
        while (at < end && memory.get(ValueLayout.JAVA_BYTE, at) <= ' ') {
            at++;
        }
        return at + 1 < end
                && switch (memory.get(ValueLayout.JAVA_BYTE, at + 1)) {
                    case 'r', 'v', '@', 'n', 'c' -> true;
                    default -> false;
                };
    }

    /** Goes through the records that one line holds; false where it holds none inside an array. */
    private boolean visitHeld(MemorySegment memory, long start, long end) {
        boolean array = memory.get(ValueLayout.JAVA_BYTE, start) == '[';
        if (!array) {
            long bracket = search.find(memory, start, end, (byte) '[');
            if (bracket < 0 || Envelope.depth(memory, start, bracket + 1) <= 0) {
                return false;
            }
        }
        Block line = Block.part(memory, start, end);
        new JsonObjects().split(line, (int) start, (int) end, true);
        for (int i = 0; i < line.rows(); i++) {
            visitRow(memory, line.rowStart(i), line.rowEnd(i), false);
        }
        return line.rows() > 0 || !array;
    }

    private void visitMarked(Block block, int suspicious) {
        MemorySegment memory = block.memory();
        long counted = block.start();
        for (int i = 0; i < block.rows(); i++) {
            int start = block.rowStart(i);
            int end = block.rowEnd(i);
            lines += (int) Words.count(memory, counted, start, (byte) '\n');
            counted = start;
            visitRow(memory, start, end, end - start >= suspicious);
        }
        lines += (int) Words.count(memory, counted, block.end(), (byte) '\n');
    }

    /** Every row of a table is to be looked into: its raw bytes are no record. */
    private void visitTable(Block block) {
        MemorySegment memory = block.memory();
        untested = false;
        long counted = block.start();
        for (int i = 0; i < block.rows(); i++) {
            int start = block.rowStart(i);
            int end = block.rowEnd(i);
            lines += (int) Words.count(memory, counted, start, (byte) '\n');
            counted = start;
            if (!isBlank(memory, start, end)) {
                copy(memory, start, end);
                visitor.candidate(row, end - start, true, false, lines);
            }
        }
        lines += (int) Words.count(memory, counted, block.end(), (byte) '\n');
    }

    private void copy(MemorySegment memory, long start, long end) {
        int length = (int) (end - start);
        if (row.length < length) {
            row = new byte[Math.max(length, 2 * row.length)];
        }
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, row, 0, length);
    }

    private void visitRow(MemorySegment memory, long start, long end, boolean suspicious) {
        if (end - start < 2 && isBlank(memory, start, end)) {
            return;
        }
        boolean seen = head.read(memory, start, end);
        if (seen) {
            visitor.seen(head.dataset(), head.tenant(), head.second());
        }
        // What a row that holds several records adds to the counts must not depend on the rows before it.
        untested = seen && !every && !suspicious && head.isOneRecord() && candidates.passUntested(head.dataset());
        boolean mayMatch = !seen || untested || candidates.passes(head.dataset(), head.mayBeWrapped(), start, end);
        rowStart = start;
        rowEnd = end;
        if (mayMatch || suspicious || every) {
            if (seen || !isBlank(memory, start, end)) {
                copy(memory, start, end);
                visitor.candidate(row, (int) (end - start), mayMatch, seen, lines);
            }
        }
    }

    /** Whether the row handed on last is one to look into; only then what is wrong with it counts. */
    boolean isCandidate() {
        return !untested || candidates.passes(head.dataset(), head.mayBeWrapped(), rowStart, rowEnd);
    }

    private static boolean isBlank(MemorySegment memory, long start, long end) {
        for (long at = start; at < end; at++) {
            switch (memory.get(ValueLayout.JAVA_BYTE, at)) {
                case ' ', '\t', '\r', '\n' -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }
}
