package dev.firstseen.flink.source;

import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.export.Export;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.ExportWorker;
import dev.firstseen.microsoft.export.Piece;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;

/** Reads the records of portions, in any shape. Not safe for use by several threads. */
public final class PortionReader {
    private final ExportWorker worker;

    /** @param sink takes what is read */
    public PortionReader(Prefilter prefilter, RecordSink sink) {
        this.worker = new ExportWorker(prefilter, false, sink);
    }

    /** Reads all records of a portion; what could not be used is in the report. */
    public ExportReport read(Portion portion) {
        try (Export export = open(portion)) {
            worker.read(export);
            return export.report();
        } catch (IOException bytesCannotFail) {
            throw new UncheckedIOException(bytesCannotFail);
        }
    }

    private static Export open(Portion portion) {
        if (!portion.form().isEmpty()) {
            return new Piece(portion.form(), portion.bytes(), portion.tooLong())
                    .open(portion.name(), AuditSettings.NONE);
        }
        return Export.open(
                new Content(portion.name(), () -> Channels.newChannel(new ByteArrayInputStream(portion.bytes()))),
                AuditSettings.NONE);
    }
}
