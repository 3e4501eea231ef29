package dev.firstseen.deliver.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.engine.alert.Alert;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;

/**
 * One alert a row, for spreadsheets. No cell can become a formula, hide a character or be longer than a spreadsheet
 * reads; what a cell cannot hold as it is, NDJSON does. It begins with a byte order mark, without which Excel takes UTF-8
 * for an older encoding.
 */
public record Csv() implements AlertFormat {

    @Override
    public void write(Collection<? extends Alert> alerts, Appendable out) throws IOException {
        out.append('\ufeff');
        StringWriter row = new StringWriter();
        try (CsvWriter rows = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .bufferSize(0)
                .build(row)) {
            rows.writeRecord(Column.ALL.stream().map(Column::title).toList());
            move(row, out);
            for (Alert alert : alerts) {
                rows.writeRecord(Column.ALL.stream()
                        .map(column -> Cell.of(column.value().apply(alert)))
                        .toList());
                move(row, out);
            }
        }
    }

    private static void move(StringWriter row, Appendable out) throws IOException {
        out.append(row.getBuffer());
        row.getBuffer().setLength(0);
    }
}
