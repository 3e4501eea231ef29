package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What comes out of a SIEM: the record as {@code _raw}, among the SIEM's own columns, one with line breaks in it. */
public final class SiemCsv implements Shape {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.ofHours(1));

    @Override
    public String text(List<AuditRecord> records) {
        StringBuilder out = new StringBuilder(Csv.quotedRow(
                List.of("_serial", "_time", "host", "index", "linecount", "source", "sourcetype", "_raw", "tag")));
        int serial = 0;
        for (AuditRecord record : records) {
            out.append(Csv.quotedRow(List.of(
                    String.valueOf(serial++),
                    LOCAL.format(Instant.ofEpochSecond(record.second())),
                    "collector-1",
                    "o365",
                    "1",
                    "o365_management_activity",
                    "o365:management:activity",
                    record.json(),
                    "cloud\naudit")));
        }
        return out.toString();
    }
}
