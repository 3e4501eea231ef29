package dev.firstseen.microsoft.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cells of a CSV row (RFC 4180: a quoted cell may hold delimiters and line breaks, and a quote doubled). */
final class CsvRow {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = EACH * '"';

    private CsvRow() {}

    /** Where the row that starts at a position ends, before its line break; -1 where it does not end here. */
    static int end(byte[] bytes, int start) {
        boolean quoted = false;
        for (int at = start; at < bytes.length; at++) {
            if (bytes[at] == '"') {
                quoted = !quoted;
            } else if (bytes[at] == '\n' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    static List<String> cells(byte[] row, int start, int end, char delimiter) {
        List<String> cells = new ArrayList<>();
        byte[] cell = new byte[end - start];
        int at = start;
        while (true) {
            cells.add(new String(cell, 0, copy(row, at, end, delimiter, cell), StandardCharsets.UTF_8));
            at = after(row, at, end, delimiter);
            if (at >= end) {
                return cells;
            }
            at++;
        }
    }

    /**
     * Copies one cell, its quotes taken off.
     *
     * @param into at least as long as the row
     * @return how many bytes the cell has; -1 where the row has no such column
     */
    static int cell(byte[] row, int start, int end, char delimiter, int column, byte[] into) {
        int at = start;
        for (int passed = 0; passed < column; passed++) {
            at = after(row, at, end, delimiter);
            if (at >= end) {
                return -1;
            }
            at++;
        }
        return copy(row, at, end, delimiter, into);
    }

    /** Where the delimiter behind a cell is, or the end. */
    private static int after(byte[] row, int start, int end, char delimiter) {
        boolean quoted = false;
        for (int at = start; at < end; at++) {
            byte character = row[at];
            if (character == '"') {
                quoted = !quoted;
            } else if (character == delimiter && !quoted) {
                return at;
            }
        }
        return end;
    }

    /** Copies the cell that starts at a position; gives how many bytes it has. */
    private static int copy(byte[] row, int start, int end, char delimiter, byte[] into) {
        if (start >= end || row[start] != '"') {
            int stop = after(row, start, end, delimiter);
            if (stop > start && row[stop - 1] == '\r') {
                stop--;
            }
            System.arraycopy(row, start, into, 0, stop - start);
            return stop - start;
        }
        int length = 0;
        int at = start + 1;
        while (at < end) {
            int quote = quote(row, at, end, into, length);
            length += quote - at;
            if (quote + 1 >= end || row[quote + 1] != '"') {
                return length;
            }
            into[length++] = '"';
            at = quote + 2;
        }
        return length;
    }

    /** Copies what stands before the next quote, or before the end, and gives where that is. */
    private static int quote(byte[] row, int start, int end, byte[] into, int length) {
        int shift = length - start;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) WORD.get(row, at);
            // What is copied too much is written over.
            WORD.set(into, at + shift, word);
            long difference = word ^ QUOTES;
            long quotes = (difference - EACH) & ~difference & HIGH;
            if (quotes != 0) {
                return at + (Long.numberOfTrailingZeros(quotes) >>> 3);
            }
        }
        for (; at < end && row[at] != '"'; at++) {
            into[at + shift] = row[at];
        }
        return at;
    }
}
