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
            int next = after(row, at, end, delimiter);
            cells.add(new String(cell, 0, copy(row, at, next, cell), StandardCharsets.UTF_8));
            if (next >= end) {
                return cells;
            }
            at = next + 1;
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
        return copy(row, at, after(row, at, end, delimiter), into);
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

    private static int copy(byte[] row, int start, int end, byte[] into) {
        int stop = end;
        if (stop > start && row[stop - 1] == '\r') {
            stop--;
        }
        if (start >= stop || row[start] != '"') {
            System.arraycopy(row, start, into, 0, stop - start);
            return stop - start;
        }
        int length = 0;
        for (int at = start + 1; at < stop; at++) {
            if (row[at] == '"') {
                if (at + 1 < stop && row[at + 1] == '"') {
                    at++;
                } else {
                    continue;
                }
            }
            into[length++] = row[at];
        }
        return length;
    }
}
