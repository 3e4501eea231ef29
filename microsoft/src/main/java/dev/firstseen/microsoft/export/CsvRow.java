package dev.firstseen.microsoft.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cells of a CSV row (RFC 4180: a quoted cell may hold delimiters and line breaks, and a quote doubled). */
final class CsvRow {

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
        for (int at = start + 1; at < end; at++) {
            byte character = row[at];
            if (character == '"') {
                at++;
                if (at >= end || row[at] != '"') {
                    return length;
                }
            }
            into[length++] = character;
        }
        return length;
    }
}
