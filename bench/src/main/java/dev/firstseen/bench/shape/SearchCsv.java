package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * {@code Search-UnifiedAuditLog | Export-Csv}.
 *
 * @param typeLine whether it begins with the {@code #TYPE} line of Windows PowerShell
 */
public record SearchCsv(boolean typeLine) implements Shape {
    private static final DateTimeFormatter AMERICAN =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    @Override
    public String text(List<AuditRecord> records) {
        StringBuilder out = new StringBuilder();
        if (typeLine) {
            out.append("#TYPE Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent\r\n");
        }
        out.append(Csv.quotedRow(List.of(
                "PSComputerName",
                "RunspaceId",
                "PSShowComputerName",
                "RecordType",
                "CreationDate",
                "UserIds",
                "Operations",
                "AuditData",
                "ResultIndex",
                "ResultCount",
                "Identity",
                "IsValid",
                "ObjectState")));
        int index = 0;
        for (AuditRecord record : records) {
            index++;
            out.append(Csv.quotedRow(List.of(
                    "outlook.office365.com",
                    "6f1d5c5e-9b0a-4c58-8a3b-0d4e7f2a9c11",
                    "False",
                    record.recordTypeName(),
                    AMERICAN.format(Instant.ofEpochSecond(record.second())),
                    record.userId(),
                    record.operation(),
                    record.json(),
                    String.valueOf(index),
                    String.valueOf(records.size()),
                    record.id(),
                    "True",
                    "Unchanged")));
        }
        return out.toString();
    }
}
