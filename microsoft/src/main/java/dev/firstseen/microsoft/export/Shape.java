package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.table.RecordTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a content holds its records, told by its first bytes and never by its name. */
sealed interface Shape {

    /** A few words for the summary. */
    String words();

    /** A JSON object a line. */
    record JsonLines() implements Shape {
        @Override
        public String words() {
            return "JSON, a record a line";
        }
    }

    /**
     * JSON objects in arrays, free-standing or over several lines.
     *
     * @param envelope whether the first array is inside an object such as {@code {"value":[…]}}
     */
    record JsonArrays(boolean envelope) implements Shape {
        @Override
        public String words() {
            return envelope ? "JSON, an array in an envelope" : "JSON, arrays or objects";
        }
    }

    /**
     * A table with a record, as JSON, in one column.
     *
     * @param delimiter between cells
     * @param start where the first row after the header begins, in bytes
     * @param headerLines how many lines stand before it
     * @param column which column holds the record, from 0
     * @param columnName its name
     * @param timeColumn which column holds the record's time once more; -1 where none does
     */
    record Csv(char delimiter, int start, int headerLines, int column, String columnName, int timeColumn)
            implements Shape {
        @Override
        public String words() {
            return "CSV, the record in column " + columnName;
        }
    }

    /**
     * A table whose columns are the members of a record.
     *
     * @param delimiter between cells
     * @param start where the first row after the header begins, in bytes
     * @param headerLines how many lines stand before it
     * @param table makes records of rows
     */
    record Table(char delimiter, int start, int headerLines, RecordTable table) implements Shape {
        @Override
        public String words() {
            return "CSV, " + table.words();
        }
    }

    /** Nothing but blanks. */
    record Empty() implements Shape {
        @Override
        public String words() {
            return "empty";
        }
    }

    /**
     * Not readable here.
     *
     * @param why a sentence
     */
    record Refused(String why) implements Shape {
        @Override
        public String words() {
            return "not read";
        }
    }

    /** How much of a content is looked at. */
    int HEAD = 1 << 16;

    /** Columns that are known to hold the record, the surest first. */
    List<String> RECORD_COLUMNS =
            List.of("auditdata", "_raw", "event.original", "rawdata", "raweventdata", "raw", "message");

    /** Members of which a record has at least one. */
    List<String> TELLING = List.of(
            "\"CreationTime\"",
            "\"category\"",
            "\"createdDateTime\"",
            "\"activityDateTime\"",
            "\"detectedDateTime\"",
            "\"eventTimestamp\"",
            "\"TimeGenerated\"",
            "\"@timestamp\"");

    /** Columns of a record taken apart; half of them without a record column means that the rest is lost. */
    Set<String> MEMBERS = Set.of(
            "creationtime", "operation", "organizationid", "recordtype", "userkey", "workload", "userid", "clientip");

    /** Recognises the shape of a content by its first bytes, in UTF-8. */
    static Shape of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int first = 0;
        while (first < text.length() && isBlank(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return head.length < HEAD ? new Empty() : new Refused("It begins with nothing but blanks.");
        }
        return switch (text.charAt(first)) {
            case '[' -> array(text, first);
            case '{' -> json(text, first);
            case 0 -> new Refused("It is neither JSON nor CSV.");
            default -> csv(head, text);
        };
    }

    /** Of what is known to be lines: envelopes where the first of them is a whole one, else records. */
    static Shape ofLines(byte[] rows) {
        byte[] head = Arrays.copyOf(rows, Math.min(rows.length, HEAD));
        boolean envelopes = of(head) instanceof JsonArrays arrays && arrays.envelope() && beginsWithWholeLine(head);
        return envelopes ? new JsonArrays(true) : new JsonLines();
    }

    private static boolean beginsWithWholeLine(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int lineEnd = text.indexOf('\n');
        int first = blanks(text, 0);
        return text.charAt(first) == '{' && Envelope.afterValue(text, first) <= (lineEnd < 0 ? text.length() : lineEnd);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Shape array(String text, int first) {
        int inner = blanks(text, first + 1);
        // The pages of an answer, put into an array.
        boolean object = inner < text.length() && text.charAt(inner) == '{';
        return new JsonArrays(object && Envelope.depth(text, inner) > 0);
    }

    private static Shape json(String text, int first) {
        if (text.startsWith("\"tables\"", blanks(text, first + 1))) {
            return new Refused(
                    "It is an answer of the Log Analytics API, whose rows stand apart from the names of their"
                            + " columns: export the query as CSV, or with az monitor log-analytics query.");
        }
        if (Envelope.depth(text, first) > 0) {
            return new JsonArrays(true);
        }
        int lineEnd = text.indexOf('\n', first);
        int line = lineEnd < 0 ? text.length() : lineEnd;
        int objectEnd = Envelope.afterValue(text, first);
        if (objectEnd <= line) {
            // A record a line, unless something follows the first object on its line.
            return blanks(text, objectEnd) >= line ? new JsonLines() : new JsonArrays(false);
        }
        boolean another = lineEnd + 1 < text.length() && text.charAt(lineEnd + 1) == '{' && line - first > 1;
        return lineEnd < 0 || another ? new JsonLines() : new JsonArrays(false);
    }

    private static Shape csv(byte[] head, String text) {
        Preamble preamble = Preamble.of(head);
        int start = preamble.end();
        if (start < 0) {
            return new Refused("It is neither JSON nor CSV with a header.");
        }
        int headerEnd = CsvRow.end(head, start);
        if (headerEnd < 0 && head.length < HEAD) {
            // A header and no row.
            headerEnd = head.length;
        }
        if (headerEnd < 0) {
            return new Refused("It is neither JSON nor CSV with a header.");
        }
        int headerLines = (int) count(text.substring(0, headerEnd), '\n') + 1;
        char delimiter = preamble.given() ? preamble.delimiter() : delimiter(text.substring(start, headerEnd));
        List<String> columns = CsvRow.cells(head, start, headerEnd, delimiter).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String known : RECORD_COLUMNS) {
            int column = columns.indexOf(known);
            if (column >= 0) {
                return new Csv(delimiter, headerEnd + 1, headerLines, column, known, timeColumn(columns));
            }
        }
        Optional<RecordTable> table = RecordTable.of(CsvRow.cells(head, start, headerEnd, delimiter));
        if (table.isPresent()) {
            return new Table(delimiter, headerEnd + 1, headerLines, table.get());
        }
        int rowEnd = CsvRow.end(head, headerEnd + 1);
        if (rowEnd > 0) {
            List<String> cells = CsvRow.cells(head, headerEnd + 1, rowEnd, delimiter);
            for (int column = 0; column < Math.min(cells.size(), columns.size()); column++) {
                if (looksLikeRecord(cells.get(column))) {
                    return new Csv(
                            delimiter, headerEnd + 1, headerLines, column, columns.get(column), timeColumn(columns));
                }
            }
        }
        if (columns.stream().filter(MEMBERS::contains).count() >= MEMBERS.size() / 2) {
            return new Refused("It is a flattened table of audit records, without AuditData: columns that the first row"
                    + " lacked are lost, so no rule can be trusted on it. Export it again with AuditData.");
        }
        return new Refused(
                "It is neither JSON nor a CSV with a column of records (AuditData, _raw) or the columns of a known table.");
    }

    private static boolean looksLikeRecord(String cell) {
        return cell.startsWith("{") && TELLING.stream().anyMatch(cell::contains);
    }

    private static int timeColumn(List<String> columns) {
        return Math.max(columns.indexOf("creationdate"), columns.indexOf("createddatetime"));
    }

    private static char delimiter(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }
}
