package dev.firstseen.microsoft.export;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A piece of a content that holds whole rows, in memory outside the heap. A worker owns one and has it filled again and
 * again.
 */
final class Block {

    /** What is read lands on a page: reads into the first bytes of one are several times slower. */
    private static final int PAGE = 4096;

    /** Small enough to stay in the processor's cache while it is searched. */
    private static final int USUAL = 1 << 19;

    /** How much is read first: memory is cleared before it is given, and many contents are a few records. */
    private static final int FIRST = 1 << 14;

    /** How often what is read doubles, from block to block. */
    private static final int DOUBLINGS = 5;

    private MemorySegment memory;
    private int start;
    private int end;
    private int ordinal;
    private int[] bounds = new int[1024];
    private int rows;
    private int tooLong;
    private int linesBefore;

    Block() {
        this(MemorySegment.NULL, 0, 0);
    }

    private Block(MemorySegment memory, int start, int end) {
        this.memory = memory;
        this.start = start;
        this.end = end;
    }

    /** A part of another block's memory, to be split once more. */
    static Block part(MemorySegment memory, long start, long end) {
        return new Block(memory, (int) start, (int) end);
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(bytes, PAGE);
    }

    MemorySegment memory() {
        return memory;
    }

    /** Where the first byte is. */
    int start() {
        return start;
    }

    /** Where the last whole row ends. */
    int end() {
        return end;
    }

    /** The how manieth block of its content this is, from 0. */
    int ordinal() {
        return ordinal;
    }

    /** How many rows ended in this block that were too long to be kept. */
    int tooLong() {
        return tooLong;
    }

    /** How many lines of thrown away rows stand before this block. */
    int linesBefore() {
        return linesBefore;
    }

    void linesBefore(int lines) {
        linesBefore = lines;
    }

    /** How many rows the splitter marked; 0 where every line is a row. */
    int rows() {
        return rows;
    }

    int rowStart(int row) {
        return bounds[2 * row];
    }

    int rowEnd(int row) {
        return bounds[2 * row + 1];
    }

    void mark(int from, int to) {
        if (2 * rows == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * rows] = from;
        bounds[2 * rows + 1] = to;
        rows++;
    }

    void countTooLong() {
        tooLong++;
    }

    /** Makes it empty but for a carried beginning, placed so that what is read next lands on a page. */
    void begin(int ordinal, byte[] carried, int length) {
        int margin = (length + PAGE - 1) / PAGE * PAGE;
        ensure(margin + (ordinal < DOUBLINGS ? FIRST << ordinal : USUAL));
        this.ordinal = ordinal;
        this.start = margin - length;
        this.end = margin;
        this.rows = 0;
        this.tooLong = 0;
        this.linesBefore = 0;
        MemorySegment.copy(MemorySegment.ofArray(carried), 0, memory, start, length);
    }

    /** The free rest, for reading into. */
    ByteBuffer free(int from) {
        return memory.asSlice(from).asByteBuffer();
    }

    void endAt(int end) {
        this.end = end;
    }

    int capacity() {
        return (int) memory.byteSize();
    }

    /** Leaves out what stands before. */
    void skipTo(int start) {
        this.start = start;
    }

    /** Doubles the memory, keeping what is in it; no further than a little more than the longest row needs. */
    void grow(int used) {
        long size = memory.byteSize();
        long enough = (long) start + RowReader.LONGEST_ROW + USUAL;
        MemorySegment larger = allocate(Math.max(size + USUAL, Math.min(2 * size, enough)));
        MemorySegment.copy(memory, 0, larger, 0, used);
        memory = larger;
    }

    /** Gives back memory that one long row had needed. */
    private void ensure(int needed) {
        if (memory.byteSize() < needed || (memory.byteSize() > 8L * USUAL && needed <= 2 * USUAL)) {
            memory = allocate(needed);
        }
    }
}
