package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.util.List;

/** {@code Search-UnifiedAuditLog | ConvertTo-Json} of Windows PowerShell: the record is text inside the JSON. */
public final class SearchJson implements Shape {
    @Override
    public String text(List<AuditRecord> records) {
        StringBuilder out = new StringBuilder("[\r\n");
        int index = 0;
        for (AuditRecord record : records) {
            index++;
            out.append("    {\r\n");
            field(out, "PSComputerName", "outlook.office365.com");
            field(out, "RecordType", record.recordTypeName());
            out.append("        \"CreationDate\":  \"\\/Date(")
                    .append(record.second())
                    .append("000)\\/\",\r\n");
            field(out, "UserIds", record.userId());
            field(out, "Operations", record.operation());
            field(out, "AuditData", record.json());
            out.append("        \"ResultIndex\":  ").append(index).append(",\r\n");
            out.append("        \"ResultCount\":  ").append(records.size()).append(",\r\n");
            field(out, "Identity", record.id());
            out.append("        \"IsValid\":  true,\r\n        \"ObjectState\":  \"Unchanged\"\r\n    }");
            out.append(index < records.size() ? ",\r\n" : "\r\n");
        }
        return out.append("]\r\n").toString();
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append("        \"").append(name).append("\":  \"");
        for (int i = 0; i < value.length(); i++) {
            escape(out, value.charAt(i));
        }
        out.append("\",\r\n");
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\'' -> out.append("\\u0027");
            case '<' -> out.append("\\u003c");
            case '>' -> out.append("\\u003e");
            case '&' -> out.append("\\u0026");
            default -> out.append(c);
        }
    }
}
