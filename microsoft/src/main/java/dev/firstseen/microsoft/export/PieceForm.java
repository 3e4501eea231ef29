package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.table.RecordTable;
import java.nio.charset.StandardCharsets;

/** A {@link Shape} as a text, and back. */
final class PieceForm {
    private static final String OBJECTS = "objects";
    private static final String COLUMN = "column";
    private static final String TABLE = "table";

    private PieceForm() {}

    /** @param head the first bytes of the content, with the whole header of a table */
    static String of(Shape shape, byte[] head) {
        return switch (shape) {
            case Shape.JsonLines lines -> Piece.LINES;
            case Shape.JsonArrays arrays -> OBJECTS;
            case Shape.Csv csv -> COLUMN + csv.delimiter() + csv.column() + csv.delimiter() + csv.columnName();
            case Shape.Table table -> TABLE + table.delimiter() + header(head, table.start());
            case Shape.Empty empty -> Piece.LINES;
            case Shape.Refused refused ->
                throw new IllegalArgumentException("a content that is not read has no pieces");
        };
    }

    private static String header(byte[] head, int start) {
        int end = Math.min(head.length, Math.max(0, start - 1));
        int begin = Math.clamp(Preamble.of(head).end(), 0, end);
        return new String(head, begin, end - begin, StandardCharsets.UTF_8);
    }

    static Shape shape(String form) {
        if (form.equals(Piece.LINES)) {
            return new Shape.JsonLines();
        }
        if (form.equals(OBJECTS)) {
            return new Shape.JsonArrays(true);
        }
        if (form.startsWith(COLUMN)) {
            char delimiter = form.charAt(COLUMN.length());
            int end = form.indexOf(delimiter, COLUMN.length() + 1);
            int column = Integer.parseInt(form.substring(COLUMN.length() + 1, end));
            return new Shape.Csv(delimiter, 0, 0, column, form.substring(end + 1), -1);
        }
        if (form.startsWith(TABLE)) {
            char delimiter = form.charAt(TABLE.length());
            byte[] header = form.substring(TABLE.length() + 1).getBytes(StandardCharsets.UTF_8);
            return RecordTable.of(CsvRow.cells(header, 0, header.length, delimiter))
                    .<Shape>map(table -> new Shape.Table(delimiter, 0, 0, table))
                    .orElseThrow(() -> new IllegalArgumentException("a table that is not known"));
        }
        throw new IllegalArgumentException("there are no pieces of the form '" + form + "'");
    }
}
