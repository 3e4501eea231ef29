package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.microsoft.export.ExportReport;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes each rejected record with its file, line, reason and log, separated by tabs. */
final class RejectsFile {

    private RejectsFile() {}

    static void write(List<ExportReport> exports, Writer out) throws IOException {
        for (ExportReport export : exports) {
            for (ExportReport.RejectedRow row : export.rejectedRows()) {
                out.write("%s\t%d\t%s\t%s%n"
                        .formatted(
                                Visible.of(export.name()),
                                row.line(),
                                Visible.of(row.rejection().sentence()),
                                Visible.of(row.dataset())));
            }
            long unlisted = export.rejectedRecords() - export.rejectedRows().size();
            if (unlisted > 0) {
                out.write("%s\t\tand %,d more, too many to list%n".formatted(Visible.of(export.name()), unlisted));
            }
            if (export.failure().isPresent()) {
                out.write("%s\t\t%s%n"
                        .formatted(
                                Visible.of(export.name()),
                                Visible.of(export.failure().get())));
            }
        }
    }
}
