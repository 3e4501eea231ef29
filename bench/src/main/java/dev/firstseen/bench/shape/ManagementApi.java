package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.util.List;
import java.util.stream.Collectors;

/** What the Office 365 Management Activity API gives, as collectors store it. */
public enum ManagementApi implements Shape {
    /** One blob: a JSON array of records. */
    BLOB {
        @Override
        public String text(List<AuditRecord> records) {
            return records.stream().map(AuditRecord::json).collect(Collectors.joining(",", "[", "]"));
        }
    },
    /** Blobs put after one another in one file: several arrays, some without so much as a line break between them. */
    BLOBS {
        @Override
        public String text(List<AuditRecord> records) {
            StringBuilder out = new StringBuilder();
            for (int from = 0; from < records.size(); from += BLOB_SIZE) {
                int to = Math.min(from + BLOB_SIZE, records.size());
                out.append(BLOB.text(records.subList(from, to))).append(from % (2 * BLOB_SIZE) == 0 ? "" : "\r\n");
            }
            return out.toString();
        }
    },
    /** A record a line. */
    NDJSON {
        @Override
        public String text(List<AuditRecord> records) {
            return records.stream().map(record -> record.json() + "\n").collect(Collectors.joining());
        }
    };

    private static final int BLOB_SIZE = 17;
}
