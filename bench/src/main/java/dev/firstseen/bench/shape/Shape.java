package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.util.List;

/** A form in which records of the unified audit log are kept in a file. */
public interface Shape {
    /** The file's text with these records, in the order given. */
    String text(List<AuditRecord> records);
}
