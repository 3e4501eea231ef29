package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.time.Instant;
import java.util.List;

/** The file that the audit search of the Purview portal exports. */
public final class PurviewCsv implements Shape {
    @Override
    public String text(List<AuditRecord> records) {
        StringBuilder out = new StringBuilder("RecordId,CreationDate,RecordType,Operation,UserId,AuditData,"
                + "AssociatedAdminUnits,AssociatedAdminUnitsNames\r\n");
        for (AuditRecord record : records) {
            out.append(Csv.row(List.of(
                    record.id(),
                    Instant.ofEpochSecond(record.second()).toString().replace("Z", ".0000000Z"),
                    String.valueOf(record.recordType()),
                    record.operation(),
                    record.userId(),
                    record.json(),
                    "",
                    "")));
        }
        return out.toString();
    }
}
