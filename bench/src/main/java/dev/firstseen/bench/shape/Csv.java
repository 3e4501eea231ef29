package dev.firstseen.bench.shape;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of comma separated values. */
final class Csv {
    private Csv() {}

    /** A row in which only cells that need quotes have them. */
    static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.matches("[^\",\r\n]*") ? cell : quote(cell))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A row in which every cell has quotes, as PowerShell writes them. */
    static String quotedRow(List<String> cells) {
        return cells.stream().map(Csv::quote).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quote(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
