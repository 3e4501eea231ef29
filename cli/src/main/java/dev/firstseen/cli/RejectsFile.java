package dev.firstseen.cli;

import dev.firstseen.microsoft.export.ExportReport;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes each rejected record with its file, line and reason, separated by tabs. */
final class RejectsFile {

    private RejectsFile() {}

    static void write(List<ExportReport> exports, Writer out) throws IOException {
        for (ExportReport export : exports) {
            for (ExportReport.RejectedRow row : export.rejectedRows()) {
                out.write("%s\t%d\t%s%n"
                        .formatted(
                                Visibly.text(export.name()),
                                row.line(),
                                Visibly.text(row.rejection().sentence())));
            }
            long unlisted = export.rejectedRecords() - export.rejectedRows().size();
            if (unlisted > 0) {
                out.write("%s\t\tand %,d more, too many to list%n".formatted(Visibly.text(export.name()), unlisted));
            }
            if (export.failure().isPresent()) {
                out.write("%s\t\t%s%n".formatted(Visibly.text(export.name()), Visibly.text(export.failure().get())));
            }
        }
    }
}
