package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import dev.firstseen.bench.generate.Json;
import java.time.Instant;
import java.util.List;

/** The records of an {@code auditLogQuery} of Microsoft Graph, whose own keys are in camel case. */
public enum GraphQuery implements Shape {
    JSON {
        @Override
        public String text(List<AuditRecord> records) {
            Json json = new Json();
            json.object()
                    .field(
                            "@odata.context",
                            "https://graph.microsoft.com/v1.0/$metadata#security/auditLog/queries('"
                                    + "0b6f3f6e-2d0c-4a3b-9a3c-6a1c5e0b7d42')/records")
                    .key("value")
                    .array();
            for (AuditRecord record : records) {
                json.object()
                        .field("id", record.id())
                        .field("createdDateTime", created(record))
                        .field("auditLogRecordType", camelCase(record.recordTypeName()))
                        .field("operation", record.operation())
                        .field("userType", "Regular")
                        .field("userPrincipalName", record.userId())
                        .key("administrativeUnits")
                        .array()
                        .value("")
                        .close()
                        .key("auditData")
                        .raw(record.json())
                        .end();
            }
            return json.close().end().toString();
        }
    },
    CSV {
        @Override
        public String text(List<AuditRecord> records) {
            StringBuilder out = new StringBuilder("id,createdDateTime,auditLogRecordType,operation,userType,"
                    + "userPrincipalName,administrativeUnits,auditData\r\n");
            for (AuditRecord record : records) {
                out.append(Csv.row(List.of(
                        record.id(),
                        created(record),
                        camelCase(record.recordTypeName()),
                        record.operation(),
                        "Regular",
                        record.userId(),
                        "",
                        record.json())));
            }
            return out.toString();
        }
    };

    private static String created(AuditRecord record) {
        return Instant.ofEpochSecond(record.second()).toString();
    }

    private static String camelCase(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
